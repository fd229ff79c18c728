import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Files } from '@orion/common/files/files'
import { isFileUrlValid } from '@orion/common/files/signed-url'
import { answerError } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { readByteRange } from './byte-range.ts'

const PREFIX = '/files/'

/** What browsers show without running anything that is inside. All else they are told to save. */
const MEDIA_TYPES: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt; charset=utf-8',
  '.srt': 'application/x-subrip; charset=utf-8',
  '.json': 'application/json',
}

/**
 * Serves `/files/*` by addresses that a service signed and that expire, whole or in part, so that browsers can seek
 * in a video. The signature stands for the right to see the file.
 */
export function useFiles(files: Files, secret: string): GatewayPlugin {
  return {
    async onRequest(exchange) {
      if (!exchange.path.startsWith(PREFIX)) return false
      exchange.route = '/files/*'
      if (exchange.method === 'GET' || exchange.method === 'HEAD') await serveFile(exchange, files, secret)
      else
        answerError(exchange.response, 405, 'METHOD_NOT_ALLOWED', 'Files can only be read.', {
          allow: 'GET, HEAD',
        })
      return true
    },
  }
}

async function serveFile(
  { path, search, method, request, response }: Exchange,
  files: Files,
  secret: string,
): Promise<void> {
  const key = decode(path.slice(PREFIX.length))
  const query = new URLSearchParams(search)
  const isValid =
    key !== null &&
    isFileUrlValid({ secret, key, expires: query.get('expires'), signature: query.get('signature') })
  if (!isValid) {
    answerError(
      response,
      403,
      'FORBIDDEN',
      'The address of the file is not valid, or has expired. Ask for a new one.',
    )
    return
  }
  const stat = await files.stat(key).catch(() => null)
  if (!stat) {
    answerError(response, 404, 'NOT_FOUND', 'There is no such file.')
    return
  }
  const { sizeBytes } = stat
  // Only GET has ranges. Files have no validators, so that the one of an If-Range is never theirs (RFC 9110, 13.1.5 and 14.2).
  const hasRange = method === 'GET' && request.headers['if-range'] === undefined
  const range = hasRange ? readByteRange(request.headers.range, sizeBytes) : null
  const mediaType = MEDIA_TYPES[extname(key).toLowerCase()]
  const headers = {
    'content-type': mediaType ?? 'application/octet-stream',
    ...(mediaType ? {} : { 'content-disposition': 'attachment' }),
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600',
    'cross-origin-resource-policy': 'cross-origin',
  }
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${sizeBytes}` }).end()
    return
  }
  if (range) {
    const length = range.end - range.start + 1
    response.writeHead(206, {
      ...headers,
      'content-length': length,
      'content-range': `bytes ${range.start}-${range.end}/${sizeBytes}`,
    })
  } else response.writeHead(200, { ...headers, 'content-length': sizeBytes })
  if (method === 'HEAD') response.end()
  else await pipeline(await files.stream(key, range ?? undefined), response).catch(() => response.destroy())
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
