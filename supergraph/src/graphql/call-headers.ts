import type { OperationTypeNode } from 'graphql'
import type { Caller } from '../caller.ts'
import type { CallContext } from '../execution/executor.ts'

/** Decides what calls to subgraphs carry in the name of a caller, for an operation of GraphQL or a REST call. */
export type CallHeaders = (
  caller: Caller,
  operation?: `${OperationTypeNode}`,
) => Pick<CallContext, 'headersFor' | 'rightsKey'>

/** The headers that are handed on to subgraphs where the gateway knows no users of its own. */
export const FORWARDED_HEADERS = ['authorization', 'cookie', 'accept-language'] as const

/**
 * Hands the client's headers on to every subgraph as they are, with the request id and trace context.
 * @param names of the headers, in lower case
 */
export function forwardHeaders(names: readonly string[] = FORWARDED_HEADERS): CallHeaders {
  return caller => {
    const given: Record<string, string> = {}
    for (const name of names) {
      const value = caller.headers[name]
      if (typeof value === 'string') given[name] = value
    }
    const headers = { ...given, ...correlation(caller) }
    return { headersFor: () => headers, rightsKey: JSON.stringify(given) }
  }
}

/** From where the caller comes. The client has no say in it: headers of this name that it sent are not handed on. */
export function originHeaders({ ip, headers }: Caller): Record<string, string> {
  return { 'x-forwarded-for': ip, 'user-agent': headers['user-agent'] ?? '' }
}

/** The headers by which logs and traces of several services are joined. */
export function correlation({ requestId, traceparent }: Caller): Record<string, string> {
  return traceparent
    ? { 'x-request-id': requestId, traceparent }
    : requestId
      ? { 'x-request-id': requestId }
      : {}
}
