import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { GraphQLError } from 'graphql'
import { type GraphQLParams, processRegularResult } from 'graphql-yoga'
import type { Logger } from 'pino'
import { isJsonObject } from '../execution/json.ts'
import { acceptedTypes, mayStream } from '../http/accepted-types.ts'
import type { Exchange } from '../http/exchange.ts'
import { readBody } from '../http/read-body.ts'
import { isWholeAnswer } from './answer-result.ts'
import type { GraphQLServer } from './create-yoga.ts'
import { maskResult } from './mask-error.ts'
import type { Repeater } from './repeat-operation.ts'

/** Serves a request of the usual kind; false, with its body read, when it is of another kind. */
export type PostServer = (exchange: Exchange) => Promise<boolean>

/**
 * Serves what nearly all clients send: one operation as JSON in, one answer as JSON out. One whose document is known is executed
 * right away, any other runs through all steps of yoga and its plugins. What is left out are the objects of the Fetch API
 * around them, which cost as much as the rest of the gateway on a large answer. Everything else (GET, batches, streamed
 * answers, bodies that are no JSON) is left to yoga's own HTTP.
 */
export function createPostServer(yoga: GraphQLServer, repeat: Repeater, log: Logger): PostServer {
  // Read once: yoga is a proxy, which would bind them for each request.
  const { fetchAPI, getResultForParams } = yoga
  return async exchange => {
    const { request, response, method, caller } = exchange
    const mediaType = method === 'POST' ? answerType(caller.headers) : null
    if (!mediaType) return leaveToYoga(request)
    const body = await readBody(request)
    const params = parseParams(body)
    if (!params) return leaveToYoga(Object.assign(request, { body }))
    const result = await run(exchange, params)
    if (isWholeAnswer(result)) {
      const bytes = result.bytes()
      const contentType = `${mediaType}; charset=utf-8`
      response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length }).end(bytes)
      return true
    }
    const answer = processRegularResult(maskResult(result, caller, log), fetchAPI, mediaType)
    const bytes = Buffer.from(await answer.text())
    const headers = { ...Object.fromEntries(answer.headers), 'content-length': bytes.length }
    response.writeHead(answer.status, headers).end(bytes)
    return true
  }

  async function run({ method, path, search, caller, response }: Exchange, params: GraphQLParams) {
    try {
      const repeated = repeat(params, { caller, response })
      if (repeated) return await repeated
      const headers = flatHeaders(caller.headers)
      const url = `http://${headers['host'] ?? 'localhost'}${path}${search}`
      const request = new fetchAPI.Request(url, { method, headers })
      return (await getResultForParams({ params, request }, { caller, response })) ?? {}
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] }
      throw error
    }
  }
}

/** Leaves a body that was read where yoga looks for it, as a stream: of a buffer it would list each byte to see whether it is empty. */
function leaveToYoga(request: IncomingMessage & { body?: unknown }): false {
  if (Buffer.isBuffer(request.body)) Object.assign(request, { body: Readable.from([request.body]) })
  return false
}

/**
 * The media type that yoga would answer with, when that is JSON whatever the result is. Null when the request is no
 * JSON, or may be answered by a stream.
 */
function answerType({ accept, 'content-type': given = '' }: IncomingHttpHeaders): string | null {
  if (given !== 'application/json' && !given.startsWith('application/json;')) return null
  if (accept === undefined || accept === '*/*' || accept === JSON_TYPE) return JSON_TYPE
  const types = acceptedTypes(accept)
  if (mayStream(types)) return null
  const wanted = types.find(type => type === MODERN_TYPE || type === JSON_TYPE || type === '*/*')
  return wanted === '*/*' ? JSON_TYPE : (wanted ?? null)
}

const JSON_TYPE = 'application/json'
const MODERN_TYPE = 'application/graphql-response+json'

/** One operation; null when the body is a batch, or nothing that yoga would take. */
function parseParams(body: Buffer): GraphQLParams | null {
  try {
    const parsed: unknown = JSON.parse(body.toString())
    return isJsonObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}
