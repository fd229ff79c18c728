import type { ServerResponse } from 'node:http'
import { GRAPHQL_PATH } from '../graphql/path.ts'
import { pathOf } from './path-of.ts'

/** Answers with JSON. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}

/**
 * Answers with an error: as GraphQL has it where operations are sent, and elsewhere in the shape that all REST routes share,
 * `{ error: { code, message } }`.
 */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  const body =
    pathOf(response.req).path === GRAPHQL_PATH
      ? { errors: [{ message, extensions: { code } }] }
      : { error: { code, message } }
  answerJson(response, status, body, headers)
}
