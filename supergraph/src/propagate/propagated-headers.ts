import type { ServerResponse } from 'node:http'
import { strictestCacheControl } from './strictest-cache-control.ts'

/**
 * Headers that speak of one connection or of one subgraph's bytes, which an answer made of several has not, and those
 * that the gateway itself answers for.
 */
const OWN =
  /^(connection|keep-alive|te|trailer|transfer-encoding|upgrade|date|age|etag|expires|last-modified|vary|x-request-id|(content|proxy|access-control)-.*)$/

/** True for a header whose name, in lower case, may be handed on from subgraphs to clients. */
export function mayPropagate(name: string): boolean {
  return !OWN.test(name)
}

/** Headers of a subgraph's answer, by name in lower case; only those that are propagated. */
export type AnsweredHeaders = Readonly<Record<string, string | string[]>>

/** What the subgraphs' answers for one request of a client said. */
export interface PropagatedHeaders {
  /** @param answered null for a call that failed */
  add(answered: AnsweredHeaders | null): void
  /** An answer that is not to be kept, whatever the subgraphs said. */
  forbidCaching(): void
  /** Sets the headers; may be called again when there are more. */
  writeTo(response: ServerResponse): void
}

/**
 * Joins headers: `cache-control` to what the strictest answer allows; of any other, `set-cookie` among them, every
 * different value is handed on.
 * @param names in lower case
 */
export function collectHeaders(names: readonly string[]): PropagatedHeaders {
  const valuesOf = new Map<string, Set<string>>()
  const policies: string[] = []
  return {
    add(answered) {
      for (const name of names) {
        const value = answered?.[name]
        if (name === 'cache-control') policies.push(value === undefined ? '' : String(value))
        else if (value !== undefined) {
          const values = valuesOf.get(name) ?? new Set()
          for (const one of Array.isArray(value) ? value : [value]) values.add(one)
          valuesOf.set(name, values)
        }
      }
    },
    forbidCaching() {
      policies.push('no-store')
    },
    writeTo(response) {
      for (const [name, values] of valuesOf) response.setHeader(name, [...values])
      if (names.includes('cache-control') && policies.length > 0)
        response.setHeader('cache-control', strictestCacheControl(policies))
    },
  }
}
