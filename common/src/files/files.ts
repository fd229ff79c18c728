import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { ServiceConfiguration } from '../configuration.ts'
import { OrionError } from '../errors.ts'
import { signFileUrl } from './signed-url.ts'

/** A file cannot be kept or found. */
export class FileError extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'FILE', status: 500, retryable: true, cause })
  }
}

/** Where files are kept, for all services: a shared folder, or an S3-compatible store. Keys look like `contents/<id>/video.mp4`. */
export interface Files {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Stores a local file, streaming. */
  putFile(key: string, path: string, contentType: string): Promise<void>
  read(key: string): Promise<Uint8Array>
  /** Copies a stored file to a local path; the path exists only when it is complete. */
  download(key: string, path: string): Promise<void>
  /** Copies a stored file within the store. */
  copy(from: string, to: string): Promise<void>
  exists(key: string): Promise<boolean>
  /** Keys of all files under a folder, at any depth, sorted; empty when there is no such folder. */
  list(folder: string): Promise<string[]>
  remove(key: string): Promise<void>
  /** Size in bytes and media type. @throws FileError when there is no such file. */
  stat(key: string): Promise<{ sizeBytes: number; contentType: string | undefined }>
  /** A part of the file, both ends included; all of it by default. */
  stream(key: string, range?: { start: number; end: number }): Promise<Readable>
  /** The file's address behind the gateway; it holds for one to two hours. */
  url(key: string): string
}

type FilesConfiguration = Pick<
  ServiceConfiguration,
  | 'FILES_DISK'
  | 'FILES_ROOT'
  | 'S3_BUCKET'
  | 'S3_REGION'
  | 'S3_ENDPOINT'
  | 'S3_ACCESS_KEY_ID'
  | 'S3_SECRET_ACCESS_KEY'
  | 'ORION_PUBLIC_URL'
  | 'ORION_FILES_SECRET'
>

const KEY = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/

function checkKey(key: string): string {
  if (!KEY.test(key)) throw new FileError(`"${key}" is not a file key.`)
  return key
}

/** Opens the files store the configuration names. */
export async function openFiles(configuration: FilesConfiguration): Promise<Files> {
  const { disk, range } =
    configuration.FILES_DISK === 's3' ? await openBucket(configuration) : openFolder(configuration.FILES_ROOT)
  return {
    async put(key, bytes, contentType) {
      await disk.put(checkKey(key), bytes, { contentType })
    },
    async putFile(key, path, contentType) {
      await disk.putStream(checkKey(key), createReadStream(path), { contentType })
    },
    async read(key) {
      return disk.getBytes(checkKey(key))
    },
    async download(key, path) {
      await mkdir(dirname(path), { recursive: true })
      const partial = `${path}.${process.pid}.partial`
      try {
        await pipeline(await disk.getStream(checkKey(key)), createWriteStream(partial))
        await rename(partial, path)
      } finally {
        await rm(partial, { force: true })
      }
    },
    async copy(from, to) {
      await disk.copy(checkKey(from), checkKey(to))
    },
    exists: key => disk.exists(checkKey(key)),
    list: folder => listFiles(disk, `${checkKey(folder)}/`),
    async remove(key) {
      await disk.delete(checkKey(key))
    },
    async stat(key) {
      try {
        const { contentLength, contentType } = await disk.getMetaData(checkKey(key))
        return { sizeBytes: contentLength, contentType }
      } catch (cause) {
        throw new FileError(`There is no file ${key}.`, cause)
      }
    },
    stream: (key, wanted) => (wanted ? range(checkKey(key), wanted) : disk.getStream(checkKey(key))),
    url: key =>
      signFileUrl({
        publicUrl: configuration.ORION_PUBLIC_URL,
        secret: configuration.ORION_FILES_SECRET,
        key: checkKey(key),
      }),
  }
}

async function listFiles(disk: Disk, prefix: string): Promise<string[]> {
  const keys: string[] = []
  let paginationToken: string | undefined
  do {
    const page = await disk.listAll(prefix, { recursive: true, paginationToken }).catch(error => {
      if (isMissingFolder(error)) return null
      throw error
    })
    if (!page) break
    for (const file of page.objects) if (file.isFile) keys.push(file.key)
    paginationToken = page.paginationToken
  } while (paginationToken)
  return keys.sort()
}

/** A local folder that was never written to; a bucket answers an empty list instead. */
function isMissingFolder(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

type Range = (key: string, range: { start: number; end: number }) => Promise<Readable>

function openFolder(root: string): { disk: Disk; range: Range } {
  const location = resolve(root)
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  return {
    disk,
    range: async (key, { start, end }) => createReadStream(resolve(location, key), { start, end }),
  }
}

async function openBucket(configuration: FilesConfiguration): Promise<{ disk: Disk; range: Range }> {
  const bucket = configuration.S3_BUCKET
  if (!bucket) throw new FileError('FILES_DISK=s3 needs S3_BUCKET.')
  const [{ S3Driver }, { S3Client, GetObjectCommand }] = await Promise.all([
    import('flydrive/drivers/s3'),
    import('@aws-sdk/client-s3'),
  ])
  const client = new S3Client({
    region: configuration.S3_REGION,
    endpoint: configuration.S3_ENDPOINT,
    forcePathStyle: configuration.S3_ENDPOINT !== undefined,
    ...(configuration.S3_ACCESS_KEY_ID &&
      configuration.S3_SECRET_ACCESS_KEY && {
        credentials: {
          accessKeyId: configuration.S3_ACCESS_KEY_ID,
          secretAccessKey: configuration.S3_SECRET_ACCESS_KEY,
        },
      }),
  })
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }))
  return {
    disk,
    range: async (key, { start, end }) => {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key, Range: `bytes=${start}-${end}` }),
      )
      if (!Body) throw new FileError(`There is no file ${key}.`)
      return Body as Readable
    },
  }
}
