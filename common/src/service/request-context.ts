import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes, randomUUID } from 'node:crypto'

/** Where a request stands in a distributed trace (W3C Trace Context). */
export interface TraceContext {
  /** 32 hex digits, the same through all services. */
  traceId: string
  /** 16 hex digits, this service's own span. */
  spanId: string
}

/** What is known about the request, event or job at work. */
export interface RequestContext {
  requestId: string
  trace: TraceContext
}

const storage = new AsyncLocalStorage<RequestContext>()
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/
const REQUEST_ID = /^[\w.-]{1,64}$/

/** Runs `work` with a request context that logs and outgoing events pick up. */
export function runInRequest<Result>(
  given: { requestId?: string | null; traceparent?: string | null },
  work: () => Result,
): Result {
  const parent = given.traceparent ? TRACEPARENT.exec(given.traceparent)?.[1] : undefined
  const requestId = given.requestId && REQUEST_ID.test(given.requestId) ? given.requestId : randomUUID()
  const trace = { traceId: parent ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') }
  return storage.run({ requestId, trace }, work)
}

/** The context of the request at work; undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore()
}

/** The `traceparent` header that continues the current trace; undefined outside of a request. */
export function traceparent(): string | undefined {
  const trace = storage.getStore()?.trace
  return trace && `00-${trace.traceId}-${trace.spanId}-01`
}
