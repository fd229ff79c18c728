import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { refusedText } from '../database/refused-text.ts'
import { ContentTooLargeError, InvalidInputError, OrionError } from '../errors.ts'
import type { Logger } from '../logging.ts'
import type { Metrics } from './metrics.ts'
import { currentRequest, readOrigin, runInRequest } from './request-context.ts'

/** What REST handlers find in their context: who asks, or null for a call the gateway makes for nobody. */
export interface ServiceVariables {
  Variables: { viewer: Viewer | null }
}
/** REST routes of a service. */
export type ServiceRoutes = Hono<ServiceVariables>

/** The body of an error answer. Unknown errors tell only the request id under which the log tells them. */
export function errorBody(thrown: unknown): { status: number; body: { error: Record<string, unknown> } } {
  const error = refusedText(thrown) ?? thrown
  if (error instanceof OrionError && error.status < 500) {
    return {
      status: error.status,
      body: { error: { code: error.code, message: error.message, ...error.details } },
    }
  }
  const requestId = currentRequest()?.requestId
  return {
    status: error instanceof OrionError ? error.status : 500,
    body: {
      error: {
        code: 'INTERNAL_SERVER_ERROR',
        message: `Unexpected error. The log tells it under the request id ${requestId}.`,
        requestId,
      },
    },
  }
}

/** Parses a value from outside. @throws InvalidInputError that names the first field that does not fit. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.map(String) ?? []
  throw new InvalidInputError(
    `${field.join('.') || 'The input'}: ${issue?.message ?? 'does not fit'}.`,
    field,
  )
}

/** No body that a client sends to a service needs to be larger: 1 MiB. */
export const BODY_BYTES_AT_MOST = 1024 * 1024

/**
 * Reads the body of a request no further than to a limit.
 * @throws ContentTooLargeError when it is larger, InvalidInputError when its sender leaves before its end: nothing of ours failed
 */
export async function readBytes(context: Context, maxBytes = BODY_BYTES_AT_MOST): Promise<Buffer> {
  if (Number(context.req.header('content-length')) > maxBytes) throw new ContentTooLargeError(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // No body is longer than its length says, and to take it whole spares a stream.
    if (context.req.header('content-length')) return Buffer.from(await context.req.raw.arrayBuffer())
    for await (const chunk of context.req.raw.body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) throw new ContentTooLargeError(maxBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof ContentTooLargeError) throw error
    throw new InvalidInputError('The request broke off in the middle of its body.')
  }
  return Buffer.concat(chunks)
}

/**
 * Parses the JSON body of a request.
 * @throws InvalidInputError when it is not JSON or does not fit
 * @throws ContentTooLargeError when it is larger than 1 MiB
 */
export async function readBody<Schema extends z.ZodType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = (await readBytes(context)).toString()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new InvalidInputError('The body is not JSON.')
  }
  return parseInput(schema, body)
}

/** Parses the query string of a request. @throws InvalidInputError when it does not fit. */
export function readQuery<Schema extends z.ZodType>(context: Context, schema: Schema): z.infer<Schema> {
  return parseInput(schema, context.req.query())
}

/** The outermost layer of every service: request ids, logs, measurements, error answers. */
export function createApplication(log: Logger, metrics: Metrics): Hono<ServiceVariables> {
  const application = new Hono<ServiceVariables>()
  application.use(async (context, next) => {
    const given = {
      requestId: context.req.header('x-request-id'),
      traceparent: context.req.header('traceparent'),
      origin: readOrigin(context.req.header('x-forwarded-for'), context.req.header('user-agent')),
    }
    await runInRequest(given, async () => {
      const started = performance.now()
      await next()
      const milliseconds = performance.now() - started
      const { method, path, routePath } = context.req
      const { status } = context.res
      metrics.httpSeconds.observe({ method, route: routePath, status }, milliseconds / 1000)
      context.res.headers.set('x-request-id', currentRequest()?.requestId ?? '')
      const quiet = path === '/health' || path === '/ready' || path === '/metrics'
      log[quiet ? 'trace' : 'debug'](
        { method, path, status, milliseconds: Math.round(milliseconds) },
        'request',
      )
    })
  })
  application.onError((error, context) => {
    const { status, body } = errorBody(error)
    if (status >= 500) log.error({ err: error, path: context.req.path }, 'request failed')
    const { retryAfterSeconds } = body.error
    if (typeof retryAfterSeconds === 'number') context.header('retry-after', String(retryAfterSeconds))
    return context.json(body, status as ContentfulStatusCode)
  })
  application.notFound(context =>
    context.json(
      { error: { code: 'NOT_FOUND', message: `There is no ${context.req.method} ${context.req.path}.` } },
      404,
    ),
  )
  return application
}

/** Listens; resolves with the server and its port. @throws OrionError when the port is taken. */
export function listen(
  application: { fetch: Hono['fetch'] },
  host: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: application.fetch, hostname: host, port }, info =>
      resolve({ server, port: info.port }),
    ) as Server
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new OrionError(`Port ${port} on ${host} is taken; set PORT to another one.`, {
              code: 'PORT_TAKEN',
              cause: error,
            })
          : error,
      ),
    )
  })
}

/** Stops taking requests and waits for those at work, `graceMs` at most. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(timer)
}
