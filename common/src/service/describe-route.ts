import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Scope } from '../access/scopes.ts'
import type { ServiceName } from '../events/catalogue.ts'

/** What the API's document tells of a route. */
export interface RouteDescription {
  /** One sentence. */
  summary: string
  /** What the caller needs: nothing, a sign-in, or a right. Default `signed-in`. */
  access?: 'public' | 'signed-in' | Scope
  /** What the query string may hold. */
  query?: z.ZodObject
  /** The JSON body, or the media type of another one. */
  body?: z.ZodType | `${string}/${string}`
  /** Status when it went well. Default 200; 303 leads a browser elsewhere. */
  status?: 200 | 201 | 202 | 204 | 303
  /** The JSON answer, or the media type of another one; null when there is none. Default: any JSON. */
  answer?: z.ZodType | `${string}/${string}` | null
}

const descriptions = new WeakMap<object, RouteDescription>()

/**
 * Describes a route, where it is mounted: `routes.get('/trends', about({ summary, query }), handler)`. A route without a
 * description is in the document too, by its method and path alone.
 */
export function about(description: RouteDescription): MiddlewareHandler {
  const passOn: MiddlewareHandler = (_context, next) => next()
  descriptions.set(passOn, description)
  return passOn
}

/** A route as Hono registered it. */
interface RegisteredRoute {
  method: string
  path: string
  handler: object
}

/** Operations by path and method, as in the `paths` of OpenAPI 3.1. */
export type OpenApiPaths = Record<string, Record<string, Record<string, unknown>>>

/** What is not part of the API's document: what every service has, and what the gateway alone asks. */
const INTERNAL = new Set(['/health', '/ready', '/metrics', '/graphql', '/openapi.json'])

/** Describes all routes that a service really has, in OpenAPI 3.1. */
export function describeRoutes(service: ServiceName, registered: readonly RegisteredRoute[]): OpenApiPaths {
  const paths: OpenApiPaths = {}
  for (const { method, path } of registered) {
    if (method === 'ALL' || INTERNAL.has(path) || path.startsWith('/internal/')) continue
    const template = path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    const known = registered
      .filter(route => route.method === method && route.path === path)
      .map(route => descriptions.get(route.handler))
      .find(description => description !== undefined)
    paths[template] ??= {}
    paths[template][method.toLowerCase()] = describeRoute(service, method, template, known)
  }
  return paths
}

function describeRoute(
  service: ServiceName,
  method: string,
  path: string,
  description: RouteDescription | undefined,
): Record<string, unknown> {
  const { summary, access = 'signed-in', query, body } = description ?? {}
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  const words = path.replace(/^\/api\/v1\//, '').split(/\W+/)
  const isPublic = access === 'public'
  return {
    operationId: [service, method.toLowerCase(), ...words.filter(Boolean)].join('_'),
    tags: [service],
    summary: summary ?? `${method} ${path}`,
    ...(isPublic && { security: [] }),
    ...(!isPublic && access !== 'signed-in' && { description: `Needs the right \`${access}\`.` }),
    parameters: [
      ...names.map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(query ? queryParameters(query) : []),
    ],
    ...(body && { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: {
      ...successOf(description ?? {}),
      ...(!isPublic && { 401: { $ref: '#/components/responses/Unauthenticated' } }),
      ...(body && { 413: { $ref: '#/components/responses/ContentTooLarge' } }),
      default: { $ref: '#/components/responses/Error' },
    },
  }
}

function successOf({ status = 200, answer }: Partial<RouteDescription>): Record<string, unknown> {
  if (status === 303) return { 303: { description: 'It goes on elsewhere.' } }
  const description = 'It went well.'
  if (status === 204 || answer === null) return { [status]: { description } }
  return { [status]: { description, content: contentOf(answer, 'output') } }
}

/** A body by its media type: JSON of a shape, any JSON, or another type. */
function contentOf(body: z.ZodType | string | undefined, io: 'input' | 'output'): Record<string, unknown> {
  if (typeof body === 'string') return { [body]: {} }
  return { 'application/json': { schema: body ? schemaOf(body, io) : {} } }
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
})

function queryParameters(query: z.ZodObject): Record<string, unknown>[] {
  const { required } = objectSchema.parse(schemaOf(query, 'input'))
  const { properties } = objectSchema.parse(schemaOf(query, 'output'))
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && schema['default'] === undefined,
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    schema,
  }))
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...told } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
    },
  })
  return told
}
