import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { GRAPHQL_PATH } from '../graphql/path.ts'
import { answerError } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { buildExplorer, EXPLORER_FOLDER } from './build-explorer.ts'

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
}

/** The page may load nothing from anywhere but this gateway. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const ASSET = /^\/explorer\/([\w.-]+)$/

/**
 * Shows GraphiQL to browsers that open the GraphQL endpoint. All its files lie in one folder of this gateway; where
 * they were not built ahead of time they are built when somebody asks for the first one.
 */
export function useExplorer(folder = EXPLORER_FOLDER): GatewayPlugin {
  let built: Promise<void> | null = null
  const readAsset = async (name: string): Promise<Buffer> => {
    const file = join(folder, name)
    try {
      return await readFile(file)
    } catch {
      built ??= buildExplorer(folder).catch((error: unknown) => {
        built = null
        throw error
      })
      await built
      return readFile(file)
    }
  }

  return {
    onRequest(exchange) {
      const name = assetName(exchange)
      return name === null ? false : serveAsset(exchange, name)
    },
  }

  async function serveAsset(exchange: Exchange, name: string): Promise<true> {
    exchange.route = '/explorer'
    const isZipped = /\bgzip\b/.test(exchange.request.headers['accept-encoding'] ?? '')
    const bytes = await readAsset(isZipped ? `${name}.gz` : name).catch(() => null)
    if (bytes) sendAsset(exchange.response, name, bytes, isZipped)
    else {
      const message = `The explorer has no file ${name}, or could not be built.`
      answerError(exchange.response, 404, 'NOT_FOUND', message)
    }
    return true
  }
}

function assetName({ method, path, search, request }: Exchange): string | null {
  if (method !== 'GET') return null
  if (path === '/' || path === GRAPHQL_PATH || path === '/explorer') {
    const wantsPage = request.headers.accept?.includes('text/html') && !/[?&]query=/.test(search)
    return wantsPage ? 'index.html' : null
  }
  return ASSET.exec(path)?.[1] ?? null
}

function sendAsset(response: ServerResponse, name: string, bytes: Buffer, isZipped: boolean): void {
  response.writeHead(200, {
    'content-type': MEDIA_TYPES[extname(name)] ?? 'application/octet-stream',
    'content-length': bytes.length,
    'cache-control': name === 'index.html' ? 'no-cache' : 'public, max-age=3600',
    vary: 'accept, accept-encoding, origin',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  })
  response.end(bytes)
}
