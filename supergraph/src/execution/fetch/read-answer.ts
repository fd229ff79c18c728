import { isJsonObject } from '../json.ts'
import type { HttpAnswer } from './http-exchange.ts'
import type { ReportedError, SubgraphAnswer } from './subgraph-client.ts'
import { SubgraphError, type SubgraphErrorReason } from './subgraph-error.ts'

/** Statuses that say "not now": asking again later may help. */
const BUSY = new Set([429, 502, 503, 504])

/**
 * Reads a GraphQL answer. A body that is one counts whatever the status, since servers may answer errors with 4xx or
 * 5xx; any other body, such as a proxy's HTML page, does not.
 * @throws SubgraphError when the body is no GraphQL answer, or says neither anything nor why.
 */
export function readAnswer(subgraph: string, http: HttpAnswer): SubgraphAnswer {
  const parsed = parseJson(http.text)
  if (!isJsonObject(parsed)) throw notGraphQL(subgraph, http)
  const data = parsed['data'] ?? null
  const errors = parsed['errors'] ?? NO_ERRORS
  if (!(data === null || isJsonObject(data)) || !Array.isArray(errors)) throw notGraphQL(subgraph, http)
  if (data === null && errors.length === 0) throw notGraphQL(subgraph, http)
  return { data, errors: errors.length === 0 ? NO_ERRORS : errors.map(readError) }
}

const NO_ERRORS: readonly ReportedError[] = []

/** True for an answer that says the subgraph cannot answer now. */
export function isBusy(http: HttpAnswer): boolean {
  return BUSY.has(http.status)
}

/** True for an answer that speaks of the subgraph rather than of what it was asked. */
export function isFailure(http: HttpAnswer): boolean {
  return isBusy(http) || (http.status >= 500 && !http.contentType.includes('json'))
}

function notGraphQL(subgraph: string, http: HttpAnswer): SubgraphError {
  const kind = http.contentType.split(';')[0] || 'no content type'
  const reason: SubgraphErrorReason = isBusy(http)
    ? 'overloaded'
    : http.status >= 400
      ? 'status'
      : 'malformed'
  return new SubgraphError(
    subgraph,
    reason,
    `The service ${subgraph} answered with status ${http.status} and ${kind}, which is not a GraphQL answer`,
    { status: http.status },
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readError(error: unknown): ReportedError {
  if (!isJsonObject(error)) return { message: typeof error === 'string' ? error : '' }
  const { message, path, extensions } = error
  return {
    message: typeof message === 'string' ? message : '',
    ...(Array.isArray(path) && path.every(isPathStep) ? { path } : {}),
    ...(isJsonObject(extensions) ? { extensions } : {}),
  }
}

function isPathStep(step: unknown): step is string | number {
  return typeof step === 'string' || typeof step === 'number'
}
