import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { measureVideo, type VideoFacts } from './measure-video.ts'
import {
  type FoundTrend,
  generate,
  type RunningSystem,
  scanForTrends,
  startRunningSystem,
  untilStatus,
} from './running-system.ts'

const run = promisify(execFile)
const feeds = resolve('../shared/data/feeds')
const hasFeeds = existsSync(feeds)
if (!hasFeeds)
  console.warn('SKIPPED: the real feeds are not there; the main job runs on the sample feeds alone.')

const result = z.object({
  contentId: z.uuid(),
  title: z.string().min(5),
  video: z.string(),
  durationSeconds: z.number(),
  publications: z
    .array(z.object({ id: z.uuid(), platform: z.string(), status: z.literal('PUBLISHED') }))
    .min(1),
  stages: z.record(z.string(), z.number()),
  totalSeconds: z.number(),
})

async function expectGoodVideo(path: string, durationSeconds: number): Promise<VideoFacts> {
  const facts = await measureVideo(path)
  expect(facts.video).toEqual({
    codec: 'h264',
    width: 1080,
    height: 1920,
    framesPerSecond: 30,
    pixelShape: '1:1',
  })
  expect(facts.audio.codec).toBe('aac')
  expect(facts.durationSeconds).toBeGreaterThanOrEqual(15)
  expect(facts.durationSeconds).toBeLessThanOrEqual(60)
  expect(facts.durationSeconds).toBeCloseTo(durationSeconds, 0)
  expect(Math.abs(facts.lufs + 14)).toBeLessThanOrEqual(1)
  expect(facts.silences).toEqual([])
  expect(facts.blacks).toEqual([])
  expect(facts.scenes).toBeGreaterThanOrEqual(4)
  return facts
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []

describe('npm run demo', () => {
  let home: string
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'orion-demo-'))
    await chmod(home, 0o755)
  })
  afterAll(() => rm(home, { recursive: true, force: true }))

  const demo = (...args: string[]) =>
    run(
      'npm',
      ['run', '--silent', 'demo', '--', '--ports', 'auto', '--review', 'auto', '--exit', '--json', ...args],
      {
        env: { ...process.env, ORION_HOME: home },
        maxBuffer: 64 * 1024 * 1024,
      },
    )

  it('turns a feed into a published video, and a second one from the same state', async () => {
    const source = hasFeeds ? ['--feed', join(feeds, 'guardian.rss')] : []
    const first = await demo(...source)
    const one = result.parse(JSON.parse(first.stdout.trim().split('\n').at(-1) ?? ''))
    await expectGoodVideo(one.video, one.durationSeconds)
    expect(Object.keys(one.stages)).toEqual(
      expect.arrayContaining(['strategist', 'creator', 'analyst', 'images', 'speech', 'stitch', 'publish']),
    )
    expect(first.stderr).toContain('approved by the demo')

    const second = await demo(...(hasFeeds ? ['--feed', join(feeds, 'science-twis.rss')] : []))
    const two = result.parse(JSON.parse(second.stdout.trim().split('\n').at(-1) ?? ''))
    expect(two.contentId).not.toBe(one.contentId)
    expect(existsSync(one.video)).toBe(true)
  })

  it('takes no trend of earlier feeds when its own has none', async () => {
    const empty = join(home, 'empty,feed.xml')
    await writeFile(empty, '<rss version="2.0"><channel><title>Empty</title></channel></rss>')
    const failure = await demo('--feed', empty).catch(error => error)
    expect(failure).toMatchObject({ code: 1, stdout: '' })
    expect(failure.stderr).toContain('source empty,feed.xml: 0 items')
    expect(failure.stderr).toContain('The scan found no trends')
  })

  it('says which option is wrong, and exits with 2', async () => {
    const failure = await demo('--feed', '/no/such/feed.xml').catch(error => error)
    expect(failure).toMatchObject({ code: 2 })
    expect(failure.stderr).toContain('/no/such/feed.xml')
  })
})

const realFeeds = ['science-twis.rss', 'google-ads-developers.atom', 'google-testing.rss']

describe.skipIf(!hasFeeds)('the video of each real feed', () => {
  let system: RunningSystem
  /** All three are made at the same time, as they would be for three people. */
  const contents = new Map<string, { trend: FoundTrend; contentId: string }>()
  beforeAll(async () => {
    system = await startRunningSystem({
      environment: {
        SCOUT_SOURCES: 'feeds',
        SCOUT_FEEDS: realFeeds.map(name => join(feeds, name)).join(','),
      },
    })
    const trends = await scanForTrends(system.admin)
    for (const name of realFeeds) {
      const trend = trends.find(({ source }) => source === name)
      if (trend) contents.set(name, { trend, contentId: await generate(system.admin, trend.id) })
    }
  })
  afterAll(() => system?.end())

  it.each(realFeeds)('%s is about its item, and its captions follow the voice', async name => {
    const made = contents.get(name)
    if (!made) throw new Error(`no trend of ${name}`)
    await expectVideoOf(made.trend, made.contentId, system)
  })
})

const CAPTION_TOLERANCE_SECONDS = 0.15

/** Whether a caption begins at this moment, or stands and goes on: a pause inside of a caption begins no new one. */
function isNear(
  { startSeconds, endSeconds }: { startSeconds: number; endSeconds: number },
  at: number,
): boolean {
  const begins = Math.abs(startSeconds - at) <= CAPTION_TOLERANCE_SECONDS
  return begins || (startSeconds < at && at < endSeconds)
}

async function expectVideoOf(trend: FoundTrend, contentId: string, system: RunningSystem): Promise<void> {
  const state = await untilStatus(system.admin, contentId, 'PUBLISHED')
  const path = join(system.home, 'video.mp4')
  await writeFile(path, Buffer.from(await (await fetch(state.video?.url ?? '')).arrayBuffer()))
  const { speechStarts } = await expectGoodVideo(path, state.video?.durationSeconds ?? 0)

  const { content } = await system.admin.run<{
    content: {
      script: { segments: { text: string }[] }
      video: { captions: { startSeconds: number; endSeconds: number; text: string }[] }
    }
  }>(
    'query($id: ID!) { content(id: $id) { script { segments { text } } video { captions { startSeconds endSeconds text } } } }',
    { id: contentId },
  )
  const spoken = content.script.segments.map(({ text }) => text).join(' ')
  const topicWords = words(trend.topic)
  expect(
    topicWords.filter(word => words(spoken).includes(word)).length / topicWords.length,
  ).toBeGreaterThanOrEqual(0.5)
  const { captions } = content.video
  expect(words(captions.map(({ text }) => text).join(' '))).toEqual(words(spoken))
  // After each pause of the voice, up to the last word, a caption begins within 150 ms.
  const lastWord = captions.at(-1)?.endSeconds ?? 0
  const late = speechStarts.filter(at => at < lastWord && !captions.some(caption => isNear(caption, at)))
  expect(late).toEqual([])
}
