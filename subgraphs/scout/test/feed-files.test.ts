import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFeedSource } from '../src/sources/feed.ts'
import { rss } from './sample-documents.ts'

const request = { limit: 10, signal: new AbortController().signal }
const read = (address: string) => createFeedSource({ address }).fetch(request)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orion-feeds-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a feed file is read; it is named after the file', async () => {
  const file = join(folder, 'news.xml')
  await writeFile(file, rss(['One', 'Two']))
  const source = createFeedSource({ address: file })
  expect(source.name).toBe('news.xml')
  expect((await source.fetch(request)).candidates.map(({ topic }) => topic)).toEqual(['One', 'Two'])
})

test('a missing file is named', async () => {
  const file = join(folder, 'missing.xml')
  await expect(read(file)).rejects.toMatchObject({
    code: 'FILE_NOT_FOUND',
    message: `There is no file "${file}".`,
  })
})

test('a folder is refused', async () => {
  await expect(read(folder)).rejects.toMatchObject({
    code: 'FILE_REFUSED',
    message: expect.stringContaining('is a folder'),
  })
})

test('devices and pipes are refused and never waited for', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('/usr/bin/mkfifo', [pipe])
  for (const path of [pipe, '/dev/zero', '/dev/null']) {
    await expect(read(path)).rejects.toMatchObject({ code: 'FILE_REFUSED' })
  }
})

test('a file above 10 MB is refused before it is read', async () => {
  const file = join(folder, 'huge.xml')
  await writeFile(file, '')
  await truncate(file, 50 * 1024 * 1024)
  await expect(read(file)).rejects.toMatchObject({ code: 'TOO_LARGE' })
})

test('file:// and other schemes are refused with the way to do it', async () => {
  for (const address of ['file:///etc/passwd', 'ftp://news.example/feed']) {
    await expect(read(address)).rejects.toMatchObject({
      code: 'INVALID_ADDRESS',
      message: expect.stringContaining('as a plain path'),
    })
  }
})
