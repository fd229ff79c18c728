import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Files, openFiles } from '@orion/common/files/files'
import { isFileUrlValid } from '@orion/common/files/signed-url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const secret = 'a secret that signs the addresses of files'
let folder: string
let bucket: Server
let bucketUrl: string

/** The part of the S3 protocol that a store of objects needs: put, get with ranges, head, delete, path-style addresses. */
function startBucket(): Promise<Server> {
  const objects = new Map<string, { body: Buffer; type: string }>()
  const server = createServer(async (request, response) => {
    const key = new URL(request.url ?? '/', 'http://bucket').pathname
    const object = objects.get(key)
    if (request.method === 'PUT') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const raw = Buffer.concat(chunks)
      const isChunked = String(request.headers['content-encoding'] ?? '').includes('aws-chunked')
      objects.set(key, {
        body: isChunked ? unchunk(raw) : raw,
        type: request.headers['content-type'] ?? 'application/octet-stream',
      })
      response.setHeader('etag', '"1"').end()
    } else if (request.method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (!object) {
      response.writeHead(404, { 'content-type': 'application/xml' })
      response.end(
        request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code><Message>none</Message></Error>',
      )
    } else {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
      const body = from && to ? object.body.subarray(Number(from), Number(to) + 1) : object.body
      response.writeHead(from ? 206 : 200, {
        'content-length': body.length,
        'content-type': object.type,
        etag: '"1"',
        'last-modified': new Date().toUTCString(),
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** Takes the frames of `aws-chunked` away: each a size in hex, a line end, the bytes, a line end. */
function unchunk(raw: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = raw.indexOf('\r\n', at)
    const size = Number.parseInt(raw.subarray(at, lineEnd).toString(), 16)
    if (!size) return Buffer.concat(parts)
    parts.push(raw.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orion-files-'))
  bucket = await startBucket()
  const address = bucket.address()
  bucketUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterAll(async () => {
  bucket.closeAllConnections()
  bucket.close()
  await rm(folder, { recursive: true, force: true })
})

const open = (disk: 'local' | 's3'): Promise<Files> =>
  openFiles({
    FILES_DISK: disk,
    FILES_ROOT: join(folder, 'files'),
    S3_BUCKET: 'orion',
    S3_REGION: 'us-east-1',
    S3_ENDPOINT: bucketUrl,
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'key',
    ORION_PUBLIC_URL: 'http://127.0.0.1:8000',
    ORION_FILES_SECRET: secret,
  })

describe.each(['local', 's3'] as const)('files kept in the %s store', disk => {
  it('come back as they were put, whole and in parts', async () => {
    const files = await open(disk)
    await files.put('contents/a/picture.jpg', Buffer.from('0123456789'), 'image/jpeg')
    expect(Buffer.from(await files.read('contents/a/picture.jpg')).toString()).toBe('0123456789')
    expect(await text(await files.stream('contents/a/picture.jpg'))).toBe('0123456789')
    expect(await text(await files.stream('contents/a/picture.jpg', { start: 2, end: 4 }))).toBe('234')
    expect(await files.stat('contents/a/picture.jpg')).toMatchObject({
      sizeBytes: 10,
      contentType: 'image/jpeg',
    })
  })

  it('go from and to local files', async () => {
    const files = await open(disk)
    const source = join(folder, 'source.txt')
    await writeFile(source, 'from a file')
    await files.putFile('contents/a/source.txt', source, 'text/plain')
    await files.download('contents/a/source.txt', join(folder, `${disk}/copy.txt`))
    expect(await readFile(join(folder, `${disk}/copy.txt`), 'utf8')).toBe('from a file')
  })

  it('are gone once removed, and a missing one is told', async () => {
    const files = await open(disk)
    await files.put('contents/b/x.txt', Buffer.from('x'), 'text/plain')
    expect(await files.exists('contents/b/x.txt')).toBe(true)
    await files.remove('contents/b/x.txt')
    expect(await files.exists('contents/b/x.txt')).toBe(false)
    await expect(files.stat('contents/b/x.txt')).rejects.toThrow('contents/b/x.txt')
  })

  it('have keys that cannot leave the store', async () => {
    const files = await open(disk)
    for (const key of ['../secrets.json', '/etc/passwd', 'a/../../b', '']) {
      await expect(Promise.resolve().then(() => files.read(key))).rejects.toThrow('not a file key')
    }
  })
})

describe('the address of a file', () => {
  it('holds for one to two hours, for that file alone', async () => {
    const { url } = await open('local')
    const address = new URL(url('contents/a/picture.jpg'))
    const given = {
      secret,
      expires: address.searchParams.get('expires'),
      signature: address.searchParams.get('signature'),
    }
    const key = decodeURIComponent(address.pathname.replace('/files/', ''))
    expect(isFileUrlValid({ ...given, key })).toBe(true)
    expect(isFileUrlValid({ ...given, key: 'contents/a/other.jpg' })).toBe(false)
    expect(isFileUrlValid({ ...given, key, now: Date.now() + 2 * 3_600_000 + 1000 })).toBe(false)
    expect(isFileUrlValid({ ...given, key, secret: 'another' })).toBe(false)
  })
})
