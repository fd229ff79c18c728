import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CommandError, NotFoundError, UnreachableError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { readText, reasonOf, sendRequest } from './http.ts'
import { errorOfAnswer } from './rest-error.ts'

export interface DownloadOptions {
  /** A signed address; the session's token is not sent to it. */
  url: string
  /** Where to put the file; a stream is written as it is. */
  target: string | NodeJS.WritableStream
  /** Told as bytes come in; `total` is null when the server does not say. */
  onProgress?: (received: number, total: number | null) => void
  signal: AbortSignal
}

/**
 * Loads a file. It appears under its name only when it is complete: before, it has `.part` at its end.
 *
 * @returns its size in bytes
 * @throws UnreachableError when the connection breaks, NotFoundError when there is no such file
 */
export async function download({ url, target, onProgress, signal }: DownloadOptions): Promise<number> {
  const response = await sendRequest(url, { headers: { accept: '*/*' }, signal })
  if (!response.ok || !response.body) {
    const error = errorOfAnswer('The download', response, await readText(response, signal))
    throw response.status === 404
      ? new NotFoundError(error.message, 'The file is gone; render it again.')
      : error
  }
  const total = Number(response.headers.get('content-length')) || null
  let received = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      onProgress?.(received, total)
      done(null, chunk)
    },
  })
  const part = typeof target === 'string' ? `${target}.part` : null
  const source = Readable.from(response.body)
  try {
    if (part) await pipeline(source, count, createWriteStream(part), { signal })
    else if (typeof target !== 'string') await pipeline(source, count, target, { signal, end: false })
    if (total !== null && received !== total)
      throw new UnreachableError(`The download ended after ${received} of ${total} bytes.`, {
        hint: 'Try again.',
      })
    if (part && typeof target === 'string') await rename(part, target)
    return received
  } catch (error) {
    if (part) await rm(part, { force: true })
    signal.throwIfAborted()
    if (error instanceof CommandError) throw error
    if (error instanceof Error && 'path' in error)
      throw new CommandError(ExitCode.apiError, `The file cannot be written: ${error.message}`, {
        cause: error,
      })
    throw new UnreachableError(`The download broke off after ${received} bytes: ${reasonOf(error)}.`, {
      hint: 'Try again.',
      cause: error,
    })
  }
}
