import { Pool } from 'undici'
import type { AnsweredHeaders } from '../../propagate/propagated-headers.ts'
import type { Cancellation } from '../cancellation.ts'
import type { CallContext } from '../executor.ts'
import { type BreakerState, CircuitBreaker } from './circuit-breaker.ts'
import { exchange, type HttpAnswer } from './http-exchange.ts'
import { isFailure, readAnswer } from './read-answer.ts'
import { withRetries } from './retry.ts'
import { createSharedFlights } from './share-in-flight.ts'
import type { SubgraphAnswer, SubgraphClient } from './subgraph-client.ts'
import { SubgraphError, unusableAnswer } from './subgraph-error.ts'

/** How subgraphs are called over HTTP. */
export interface HttpOptions {
  /** From the first try of a call to the end of its last one. Default 10,000 ms. */
  timeoutMs: number
  /** Default 32 MiB. */
  maxAnswerBytes: number
  /** Connections kept open to each subgraph at most. Default 64. */
  connections: number
  /** Headers of answers that observers of calls are told, in lower case. Default none. */
  keptHeaders?: readonly string[] | undefined
  /** Told about every call when it ended. */
  onCall?: (call: {
    subgraph: string
    outcome: 'ok' | 'errors' | SubgraphError['reason']
    durationMs: number
  }) => void
  /** Told of every call that brought no answer. */
  onFailure?: (error: SubgraphError) => void
  /** Told whenever a read joined an identical one in flight. */
  onShared?: (subgraph: string) => void
}

/** The defaults of {@link HttpOptions}. */
export const HTTP: HttpOptions = { timeoutMs: 10_000, maxAnswerBytes: 32 * 1024 * 1024, connections: 64 }

/** A subgraph behind HTTP, with the state of its circuit. */
export interface HttpClient extends SubgraphClient {
  readonly circuit: BreakerState
  close(): Promise<void>
}

/**
 * Asks a subgraph over a pool of kept-alive connections. The way of a call: circuit, identical read in flight, tries,
 * exchange, answer.
 * @throws when the address is none of HTTP.
 */
export function createHttpClient(name: string, url: string, options: HttpOptions): HttpClient {
  if (!/^https?:/.test(url) || !URL.canParse(url))
    throw new Error(`The subgraph ${name} has the address "${url}", which is none of HTTP.`)
  const { origin, pathname, search } = new URL(url)
  const path = pathname + search
  const pool = new Pool(origin, {
    connections: options.connections,
    keepAliveTimeout: 60_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: options.timeoutMs },
  })
  const breaker = new CircuitBreaker()
  const flights = createSharedFlights<HttpAnswer>(() => options.onShared?.(name))

  const send = (body: string, isRead: boolean, headers: string[], cancellation: Cancellation | undefined) => {
    const deadline = Date.now() + options.timeoutMs
    const once = () =>
      exchange(pool, {
        subgraph: name,
        path,
        headers,
        body,
        remainingMs: Math.max(1, deadline - Date.now()),
        timeoutMs: options.timeoutMs,
        maxAnswerBytes: options.maxAnswerBytes,
        keptHeaders: options.keptHeaders,
        cancellation,
      })
    return isRead ? withRetries(once, deadline, cancellation) : once()
  }

  const guarded = async (
    body: string,
    isRead: boolean,
    call: CallContext,
    cancellation: Cancellation | undefined,
    added: Readonly<Record<string, string>> | undefined,
  ) => {
    if (!breaker.tryAcquire()) {
      throw new SubgraphError(
        name,
        'open-circuit',
        `The service ${name} failed repeatedly and is given time to recover`,
      )
    }
    try {
      const given = call.headersFor(name)
      const headers = headerList(given instanceof Promise ? await given : given, added)
      const answer = await send(body, isRead, headers, cancellation)
      if (isFailure(answer)) breaker.failed()
      else breaker.succeeded()
      return answer
    } catch (error) {
      const reason = error instanceof SubgraphError ? error.reason : null
      if (reason === 'cancelled') breaker.abandoned()
      else if (reason === 'too-large') breaker.succeeded()
      else breaker.failed()
      throw error
    }
  }

  const fetchAnswer = (
    body: string,
    isRead: boolean,
    call: CallContext,
    added: Readonly<Record<string, string>> | undefined,
  ): Promise<HttpAnswer> => {
    if (!isRead) return guarded(body, isRead, call, call.cancellation, added)
    return flights.join(call.rightsKey, body, call.cancellation, shared =>
      guarded(body, isRead, call, shared, added),
    )
  }

  return {
    name,
    get circuit() {
      return breaker.state
    },
    async ask(body, isRead, call): Promise<SubgraphAnswer> {
      const watched = call.observer?.fetching(name, body)
      const startedAt = performance.now()
      let kept: AnsweredHeaders | null = null
      const tell = (outcome: 'ok' | 'errors' | SubgraphError['reason']) => {
        watched?.ended(outcome, kept)
        options.onCall?.({ subgraph: name, outcome, durationMs: performance.now() - startedAt })
      }
      try {
        const answered = await fetchAnswer(body, isRead, call, watched?.headers)
        kept = answered.kept ?? null
        const answer = readAnswer(name, answered)
        tell(answer.errors.length === 0 ? 'ok' : 'errors')
        return answer
      } catch (error) {
        if (error instanceof SubgraphError) options.onFailure?.(error)
        tell(error instanceof SubgraphError ? error.reason : 'malformed')
        throw error
      }
    },
    unusable(problem) {
      options.onFailure?.(new SubgraphError(name, 'unusable', unusableAnswer(name), { cause: problem }))
    },
    outdate: () => flights.outdate(),
    close: () => pool.close(),
  }
}

const JSON_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
}
const JSON_HEADER_LIST = Object.entries(JSON_HEADERS).flat()

/**
 * The headers of a call, names and values in turn: undici looks through a list faster than through an object that was made of
 * several. What is added counts more than what is given.
 */
function headerList(
  given: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>> = {},
): string[] {
  const list = [...JSON_HEADER_LIST]
  for (const name in given) {
    const value = given[name]
    if (value !== undefined && !(name in JSON_HEADERS) && !(name in added)) list.push(name, value)
  }
  for (const name in added) list.push(name, added[name] ?? '')
  return list
}
