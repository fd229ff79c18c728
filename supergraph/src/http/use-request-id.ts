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
  return `00-${traceId ?? randomHex(4)}-${randomHex(2)}-${flags ?? '01'}`
}

/** Random hex digits, eight for each word; ids of traces need not be hard to guess. */
function randomHex(words: number): string {
  let text = ''
  for (let word = 0; word < words; word++)
    text += ((Math.random() * 0x1_0000_0000) >>> 0).toString(16).padStart(8, '0')
  return text
}
