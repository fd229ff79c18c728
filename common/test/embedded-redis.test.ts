import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRedis } from '../src/embedded/redis.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orion-redis-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a second start in a folder ends the server left behind, and goes on from its data', async () => {
  const leftBehind = await startRedis({ folder })
  const writer = new Redis(leftBehind.url)
  await writer.set('kept', 'yes')
  writer.disconnect()
  const redis = await startRedis({ folder })
  try {
    expect(() => process.kill(leftBehind.pid, 0)).toThrow('ESRCH')
    const reader = new Redis(redis.url)
    expect(await reader.get('kept')).toBe('yes')
    reader.disconnect()
  } finally {
    await redis.stop()
  }
})
