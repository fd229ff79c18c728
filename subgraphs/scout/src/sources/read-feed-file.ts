import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { decodeCharset } from './decode-charset.ts'
import { SourceError } from './source-error.ts'

/**
 * Reads a feed from a file that the operator named in the configuration; paths never come from users. Only
 * regular files are read, so that a pipe or device cannot hold a scan up. Throws `SourceError`.
 *
 * @param maxBytes default 10 MB
 */
export async function readFeedFile(path: string, maxBytes = 10 * 1024 * 1024): Promise<string> {
  if (/^[a-z][a-z\d+.-]+:/i.test(path)) {
    throw new SourceError(
      'INVALID_ADDRESS',
      `"${path}" is neither an http(s) address nor a path. Give a file as a plain path, such as ./feeds/news.xml.`,
    )
  }
  const file = await openForReading(path)
  try {
    const facts = await file.stat()
    if (!facts.isFile()) {
      const kind = facts.isDirectory() ? 'a folder' : 'a device or pipe'
      throw new SourceError('FILE_REFUSED', `"${path}" is ${kind}. Name one feed file.`)
    }
    if (facts.size > maxBytes) {
      throw new SourceError('TOO_LARGE', `"${path}" has ${facts.size} bytes; at most ${maxBytes} are read.`)
    }
    return decodeCharset(await file.readFile())
  } finally {
    await file.close()
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    if (code === 'ENOENT') throw new SourceError('FILE_NOT_FOUND', `There is no file "${path}".`, { cause })
    throw new SourceError('FILE_REFUSED', `"${path}" could not be opened (${code}).`, { cause })
  }
}
