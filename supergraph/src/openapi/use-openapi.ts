import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { OpenApiPaths } from '@orion/common/service/describe-route'
import { request } from 'undici'
import { z } from 'zod'
import { answerError, answerJson } from '../http/answer.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { ServiceAddresses } from '../rest/service-addresses.ts'
import { ROOM } from '../room.ts'
import { joinParts } from './join-parts.ts'

/** How long a service's part is used before it is asked again. */
const FRESH_MS = 30_000

const openApiPaths: z.ZodType<OpenApiPaths> = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.unknown())),
)

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Orion's REST API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/openapi/swagger-ui.css" />
  </head>
  <body>
    <div id="page"></div>
    <script src="/openapi/swagger-ui-bundle.js"></script>
    <script src="/openapi/page.js"></script>
  </body>
</html>
`
const SCRIPT = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null })
const dark = matchMedia('(prefers-color-scheme: dark)')
const show = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', show)
show()
`
const FROM_PACKAGE: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

/** The page may load nothing from anywhere but this gateway; Swagger UI writes styles into its elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * `GET /openapi.json`: all REST routes in OpenAPI 3.1, joined from what each service says of its own. A service that does
 * not answer is there as it was known last. `GET /openapi`: a page to read it and try it.
 */
export function useOpenApi(addresses: ServiceAddresses, publicUrl: string): GatewayPlugin {
  const parts = new Map<string, OpenApiPaths>()
  let askedAt = Number.NEGATIVE_INFINITY

  let underWay: Promise<void> | null = null
  const refresh = async () => {
    if (performance.now() - askedAt < FRESH_MS) return
    underWay ??= ask().finally(() => {
      underWay = null
    })
    await underWay
  }
  const ask = async () => {
    let isWhole = true
    await Promise.all(
      [...addresses].map(async ([service, origin]) => {
        try {
          const { body } = await request(`${origin}/openapi.json`, {
            headersTimeout: 2000,
            bodyTimeout: 2000,
          })
          parts.set(service, openApiPaths.parse(await body.json()))
        } catch {
          isWhole = false
        }
      }),
    )
    if (isWhole) askedAt = performance.now()
  }

  const folder = dirname(createRequire(join(ROOM, 'package.json')).resolve('swagger-ui-dist/package.json'))

  return {
    async onRequest({ method, path, response }) {
      if (method !== 'GET' || !path.startsWith('/openapi')) return false
      const send = (type: string, body: string | Buffer) => {
        response.writeHead(200, {
          'content-type': type,
          'content-length': Buffer.byteLength(body),
          'cache-control': 'no-cache',
          'content-security-policy': POLICY,
        })
        response.end(body)
      }
      if (path === '/openapi.json') {
        await refresh()
        const services = [...addresses.keys()].sort()
        answerJson(
          response,
          200,
          joinParts(new Map(services.map(service => [service, parts.get(service) ?? {}])), publicUrl),
        )
      } else if (path === '/openapi' || path === '/openapi/') send('text/html; charset=utf-8', PAGE)
      else if (path === '/openapi/page.js') send('text/javascript; charset=utf-8', SCRIPT)
      else {
        const name = path.slice('/openapi/'.length)
        const type = FROM_PACKAGE[name]
        if (!type) return false
        const bytes = await readFile(join(folder, name)).catch(() => null)
        if (bytes) send(type, bytes)
        else answerError(response, 404, 'NOT_FOUND', `The page has no file ${name}.`)
      }
      return true
    },
  }
}
