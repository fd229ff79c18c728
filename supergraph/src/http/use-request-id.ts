import { randomUUID } from 'node:crypto'
import type { GatewayPlugin } from '../plugin.ts'

const REQUEST_ID = /^[\w.-]{1,64}$/
const TRACEPARENT = /^00-([\da-f]{32})-[\da-f]{16}-([\da-f]{2})$/

/**
 * Gives every request an id, the client's own where it sent a fit one, and answers with it. Continues the client's
 * W3C trace context, or begins one.
 */
export function useRequestId(): GatewayPlugin {
  return {
    onRequest({ caller, response }) {
      const given = caller.headers['x-request-id']
      caller.requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
      caller.traceparent = continueTrace(caller.headers.traceparent)
      response.setHeader('x-request-id', caller.requestId)
      return false
    },
    onSocket(caller) {
      caller.requestId = randomUUID()
      caller.traceparent = continueTrace(caller.headers.traceparent)
    },
  }
}

function continueTrace(header: string | string[] | undefined): string {
  const [, traceId, flags] = typeof header === 'string' ? (TRACEPARENT.exec(header) ?? []) : []
  return `00-${traceId ?? randomHex(16)}-${randomHex(8)}-${flags ?? '01'}`
}

/** Every byte in hex: to write numbers in hex anew costs a hundredth of a small query. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Random bytes in hex; ids of traces need not be hard to guess. */
function randomHex(bytes: number): string {
  let text = ''
  for (let at = 0; at < bytes; at++) text += HEX[Math.floor(Math.random() * 256)]
  return text
}
