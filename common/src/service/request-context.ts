import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Viewer } from '../access/viewer.ts'

/** Where a request stands in a distributed trace (W3C Trace Context). */
export interface TraceContext {
  /** 32 hex digits, the same through all services. */
  traceId: string
  /** 16 hex digits, this service's own span. */
  spanId: string
}

/** From where a request came, as the gateway saw it. Both are null in jobs, and for reads by GraphQL, which many callers share, unless an admin reads. */
export interface Origin {
  ipAddress: string | null
  /** What the client's program calls itself, 400 characters at most. */
  userAgent: string | null
}

/** By what a request is made in somebody's name: in a session, or with an API key. Both are null where nobody signed in. */
export interface Access {
  sessionId: string | null
  apiKeyId: string | null
}

/** What is known about the request, event or job at work. */
export interface RequestContext {
  requestId: string
  trace: TraceContext
  origin: Origin
  /** Known once the gateway's token was checked. */
  access: Access
}

const storage = new AsyncLocalStorage<RequestContext>()
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/
const REQUEST_ID = /^[\w.-]{1,64}$/
const USER_AGENT_CHARACTERS = 400
const NOWHERE: Origin = { ipAddress: null, userAgent: null }
const NOBODY: Access = { sessionId: null, apiKeyId: null }

/** Runs `work` with a request context that logs and outgoing events pick up. */
export function runInRequest<Result>(
  given: { requestId?: string | null; traceparent?: string | null; origin?: Origin },
  work: () => Result,
): Result {
  const parent = given.traceparent ? TRACEPARENT.exec(given.traceparent)?.[1] : undefined
  const requestId = given.requestId && REQUEST_ID.test(given.requestId) ? given.requestId : randomUUID()
  const trace = { traceId: parent ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') }
  return storage.run({ requestId, trace, origin: given.origin ?? NOWHERE, access: NOBODY }, work)
}

/** The context of the request at work; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore()
}

/** From where the request at work came. */
export function currentOrigin(): Origin {
  return storage.getStore()?.origin ?? NOWHERE
}

/** By what the request at work is made. */
export function currentAccess(): Access {
  return storage.getStore()?.access ?? NOBODY
}

/** Notes by what the request at work is made. */
export function noteAccess({ sessionId, apiKeyId = null }: Viewer): void {
  const request = storage.getStore()
  if (request) request.access = { sessionId, apiKeyId }
}

/**
 * Reads the origin of a call. The gateway, the only caller there is, replaces both headers by what it knows: for REST, mutations
 * and admins the client's, else none. Should a proxy have made a list of X-Forwarded-For, its last entry is the gateway's.
 */
export function readOrigin(forwardedFor: string | undefined, userAgent: string | undefined): Origin {
  const address = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  return {
    ipAddress: isIP(address) ? address : null,
    userAgent: userAgent?.slice(0, USER_AGENT_CHARACTERS) || null,
  }
}

/** The `traceparent` header that continues the current trace; undefined outside of a request. */
export function traceparent(): string | undefined {
  const trace = storage.getStore()?.trace
  return trace && `00-${trace.traceId}-${trace.spanId}-01`
}
