import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrion, type Orion } from './orion.ts'
import { videoBytes } from './server/agency.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  await orion.signIn()
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

const json = async (args: string[]) => {
  const result = await orion.run([...args, '--format', 'json'])
  if (result.code !== 0)
    throw new Error(`orion ${args.join(' ')} ended with ${result.code}: ${result.stderr}`)
  return JSON.parse(result.stdout)
}

describe('from nothing to a published video', () => {
  it('every step is a command', async () => {
    const scan = await json(['scout', 'trigger', '--wait'])
    expect(scan).toMatchObject({ status: 'COMPLETED', trendsSaved: 1 })
    const [trend] = await json(['scout', 'list-trends', '--status', 'active'])
    expect(await json(['scout', 'view-trend', trend.id])).toMatchObject({ topic: trend.topic, text: null })

    const started = await json([
      'content',
      'generate',
      trend.id,
      '--platform',
      'tiktok',
      '--style',
      'anime',
      '--tone',
      'dry',
      '--watch',
    ])
    expect(started).toMatchObject({ outcome: 'review', openGate: { stage: 'STRATEGIST' } })
    const { id } = started
    expect(await json(['content', 'view', id])).toMatchObject({
      platform: 'TIKTOK',
      style: 'ANIME',
      tone: 'dry',
    })

    for (const gate of ['STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO'])
      expect(await json(['content', 'approve', id, '--wait'])).toMatchObject({ gate })
    expect(await json(['content', 'list', '--status', 'published'])).toMatchObject([
      { id, status: 'PUBLISHED' },
    ])

    const file = join(orion.configDir, 'video.mp4')
    expect(await json(['content', 'download', id, '--output', file])).toMatchObject({
      sizeBytes: videoBytes.length,
    })
    expect(readFileSync(file).equals(videoBytes)).toBe(true)
  })

  it('or one, when every gate passes by itself', async () => {
    const trend = server.agency.addTrend('Batteries made of salt')
    const done = await json(['content', 'generate', trend.id, '--pass', 'all=0.5', '--watch'])
    expect(done).toMatchObject({ outcome: 'published', status: 'PUBLISHED', title: trend.topic })
  })
})

it('a trend of this very moment is waited for until all services know it', async () => {
  const trend = server.agency.addTrend('Just found')
  server.agency.unheard.add(trend.id)
  setTimeout(() => server.agency.unheard.delete(trend.id), 600)
  expect(await json(['content', 'generate', trend.id])).toMatchObject({ title: 'Just found' })
})

describe('a scan', () => {
  it('tells what became of each source', async () => {
    const result = await orion.run(['scout', 'trigger', '--wait', '--niche', 'tech', '--limit', '5'])
    expect(result.code).toBe(0)
    expect(result.stdout).toMatch(/sample +OK +\d+/)
    expect(result.stdout).toMatch(/broken +FAILED +0 .*The feed is not XML\./)
  })
})

describe('a download', () => {
  let id: string
  let file: string
  beforeAll(async () => {
    const trend = server.agency.addTrend('Salt again')
    id = (await json(['content', 'generate', trend.id, '--pass', 'all=0', '--watch'])).id
    file = join(orion.configDir, 'again.mp4')
  })

  it('does not replace a file unless it is told to', async () => {
    await json(['content', 'download', id, '--output', file])
    const result = await orion.run(['content', 'download', id, '--output', file])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('--force')
    expect((await orion.run(['content', 'download', id, '--output', file, '--force'])).code).toBe(0)
  })

  it('says when the folder is not there', async () => {
    const result = await orion.run(['content', 'download', id, '--output', join(orion.configDir, 'no/a.mp4')])
    expect(result).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/There is no folder .*no for a\.mp4/),
    })
  })

  it('goes to standard output, and carries no token', async () => {
    const result = await orion.run(['content', 'download', id, '--output', '-'])
    expect(result).toMatchObject({ code: 0, stdout: videoBytes.toString() })
    expect(new Set(server.fileAuthorizations)).toEqual(new Set([undefined]))
  })

  it('leaves no half of a file behind', async () => {
    const broken = join(orion.configDir, 'broken.mp4')
    server.faults.push({
      path: '/files/',
      answer: response => {
        response.writeHead(200, { 'content-length': videoBytes.length })
        response.write(videoBytes.subarray(0, 1000), () => response.destroy())
      },
    })
    const result = await orion.run(['content', 'download', id, '--output', broken])
    server.faults.length = 0
    expect(result.code).toBe(3)
    expect(result.stderr).toMatch(/broke off after \d+ bytes/)
    expect(existsSync(broken) || existsSync(`${broken}.part`)).toBe(false)
  })

  it('says when there is no video yet', async () => {
    const trend = server.agency.addTrend('Too early')
    const content = await json(['content', 'generate', trend.id])
    const result = await orion.run([
      'content',
      'download',
      content.id,
      '--output',
      join(orion.configDir, 'early.mp4'),
    ])
    expect(result.code).toBe(6)
    expect(result.stderr).toContain('has no video yet')
  })
})
