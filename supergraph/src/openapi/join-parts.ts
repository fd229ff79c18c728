import type { OpenApiPaths } from '@orion/common/service/describe-route'
import { BODY_BYTES_AT_MOST } from '@orion/common/service/http'
import { VERSION } from '@orion/common/version'
import { GATEWAY_PATHS } from './gateway-paths.ts'

/** What each service tells of its own routes, by its name. */
export type Parts = ReadonlyMap<string, OpenApiPaths>

/** Joins the services' parts and the gateway's own routes into one document of OpenAPI 3.1, under their public paths. */
export function joinParts(parts: Parts, publicUrl: string): Record<string, unknown> {
  const paths: OpenApiPaths = { ...GATEWAY_PATHS }
  for (const [service, part] of parts) {
    for (const [path, operations] of Object.entries(part)) paths[publicPath(service, path)] = operations
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Orion',
      version: VERSION,
      description:
        'The REST side of Orion, for machines and old clients. People and pages use the graph at /graphql.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }],
    tags: ['gateway', ...parts.keys()].map(name => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The access token of POST /api/v1/auth/login, or an API key.',
        },
      },
      responses: {
        Unauthenticated: errorResponse('Nobody is signed in, or the token does not hold.'),
        ContentTooLarge: errorResponse(`The body has more than ${BODY_BYTES_AT_MOST} bytes.`),
        Error: {
          description: 'It did not go well.',
          headers: {
            'X-Request-Id': { description: 'Under which the log tells more.', schema: { type: 'string' } },
            'Retry-After': { description: 'Seconds to wait, with status 429.', schema: { type: 'integer' } },
          },
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: {
                code: { type: 'string', description: 'For programs, in UPPER_CASE.' },
                message: { type: 'string', description: 'For people.' },
                field: {
                  type: 'array',
                  items: { type: 'string' },
                  description: 'Path of the value it is about, with code INVALID_INPUT.',
                },
                requestId: {
                  type: 'string',
                  description: 'Under which the log tells it, with code INTERNAL_SERVER_ERROR.',
                },
              },
            },
          },
        },
      },
    },
  }
}

function errorResponse(description: string) {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
}

/** A service's `/api/v1/trends` is `/api/v1/scout/trends` outside; signing in and the published keys stay where they are. */
function publicPath(service: string, path: string): string {
  const isIdentitys =
    service === 'identity' && (path.startsWith('/api/v1/auth/') || path.startsWith('/.well-known/'))
  return isIdentitys ? path : path.replace(/^\/api\/v1\//, `/api/v1/${service}/`)
}
