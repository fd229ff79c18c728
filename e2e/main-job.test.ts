import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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

  /** What the demo says in the end, whose video is good, about what it is called, and captioned as it is spoken. */
  async function expectResult(stdout: string) {
    const told = result.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
    const { speechStarts } = await expectGoodVideo(told.video, told.durationSeconds)
    const captions = await storedCaptions(join(home, 'files/contents', told.contentId))
    expectAbout(told.title, captions.map(({ text }) => text).join(' '))
    expectFollowed(speechStarts, captions)
    return told
  }

  it('turns a feed into a published video, and a second one from the same state', async () => {
    const sourceOf = (feed: string) => (hasFeeds ? ['--feed', join(feeds, feed)] : [])
    const first = await demo(...sourceOf('guardian.rss'))
    const one = await expectResult(first.stdout)
    expect(Object.keys(one.stages)).toEqual(
      expect.arrayContaining(['strategist', 'creator', 'analyst', 'images', 'speech', 'stitch', 'publish']),
    )
    expect(first.stderr).toContain('approved by the demo')

    const second = await demo(...sourceOf('science-twis.rss'))
    const two = await expectResult(second.stdout)
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

/** The feeds that the demo does not take. */
const realFeeds = ['google-ads-developers.atom', 'google-testing.rss']

describe.skipIf(!hasFeeds)('the video of each other real feed', () => {
  let system: RunningSystem
  let trends: readonly FoundTrend[]
  beforeAll(async () => {
    system = await startRunningSystem({
      environment: {
        SCOUT_SOURCES: 'feeds',
        SCOUT_FEEDS: realFeeds.map(name => join(feeds, name)).join(','),
      },
    })
    trends = await scanForTrends(system.admin)
  })
  afterAll(() => system?.end())

  it.concurrent.each(realFeeds)('%s is about its item, and its captions follow the voice', async name => {
    const best = trends.find(({ source }) => source === name)
    if (!best) throw new Error(`no trend of ${name}`)
    await expectVideoOf(best, system)
  })
})

const CAPTION_TOLERANCE_SECONDS = 0.15

interface Caption {
  startSeconds: number
  endSeconds: number
  text: string
}

/** Whether a caption begins at this moment, or stands and goes on: a pause inside of a caption begins no new one. */
function isNear({ startSeconds, endSeconds }: Caption, at: number): boolean {
  const begins = Math.abs(startSeconds - at) <= CAPTION_TOLERANCE_SECONDS
  return begins || (startSeconds < at && at < endSeconds)
}

async function expectVideoOf(trend: FoundTrend, system: RunningSystem): Promise<void> {
  const contentId = await generate(system.admin, trend.id)
  const state = await untilStatus(system.admin, contentId, 'PUBLISHED')
  const path = join(system.home, `${contentId}.mp4`)
  await writeFile(path, Buffer.from(await (await fetch(state.video?.url ?? '')).arrayBuffer()))
  const { speechStarts } = await expectGoodVideo(path, state.video?.durationSeconds ?? 0)

  const { content } = await system.admin.run<{
    content: {
      script: { segments: { text: string }[] }
      video: { captions: Caption[] }
    }
  }>(
    'query($id: ID!) { content(id: $id) { script { segments { text } } video { captions { startSeconds endSeconds text } } } }',
    { id: contentId },
  )
  const spoken = content.script.segments.map(({ text }) => text).join(' ')
  expectAbout(trend.topic, spoken)
  const { captions } = content.video
  expect(words(captions.map(({ text }) => text).join(' '))).toEqual(words(spoken))
  expectFollowed(speechStarts, captions)
}

function expectAbout(topic: string, spoken: string): void {
  const topicWords = words(topic)
  const said = topicWords.filter(word => words(spoken).includes(word))
  expect(said.length / topicWords.length).toBeGreaterThanOrEqual(0.5)
}

/** After each pause of the voice, up to the last word, a caption begins within 150 ms. */
function expectFollowed(speechStarts: readonly number[], captions: readonly Caption[]): void {
  const lastWord = captions.at(-1)?.endSeconds ?? 0
  const late = speechStarts.filter(at => at < lastWord && !captions.some(caption => isNear(caption, at)))
  expect(late).toEqual([])
}

/** The captions of the only video in a content's folder, from their WebVTT file. */
async function storedCaptions(folder: string): Promise<Caption[]> {
  const names = await readdir(folder, { recursive: true })
  const [file, ...others] = names.filter(name => name.endsWith('.vtt'))
  expect(others).toEqual([])
  const cues = (await readFile(join(folder, file ?? ''), 'utf8')).split(/\n{2,}/)
  return cues.flatMap(cue => {
    const [, from, to, text] = /^([\d:.]+) --> ([\d:.]+).*\n([\s\S]+)/m.exec(cue) ?? []
    if (!from || !to || !text) return []
    return [{ startSeconds: inSeconds(from), endSeconds: inSeconds(to), text: text.replace(/<[^>]*>/g, '') }]
  })
}

const inSeconds = (time: string) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
