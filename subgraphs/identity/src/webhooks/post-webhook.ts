import { InvalidInputError, retryAfterMs } from '@orion/common'
import type { PrivateHosts } from '@orion/common/web/address-policy'
import { guardedFetch } from '@orion/common/web/guarded-fetch'
import { WebError } from '@orion/common/web/web-error'
import { parseWebhookAddress } from './webhook-address.ts'
import { signedHeaders } from './webhook-signature.ts'

const KEPT_RESPONSE_BYTES = 1024
const LONGEST_WAIT_MS = 24 * 3_600_000

/** What became of one attempt. */
export interface Outcome {
  /** Null when it was accepted. */
  error: string | null
  responseStatus: number | null
  responseBody: string | null
  /** True when the receiver wants nothing any more. */
  isGone: boolean
  /** How long the receiver asks to be left alone; a day at most. */
  retryAfterMs: number
}

/** What is sent, and where. */
export interface WebhookCall {
  url: string
  id: string
  body: string
  secrets: readonly string[]
}

/**
 * Posts a message once. Only 2xx counts as accepted; redirects are not followed, because nobody chose where they lead.
 * What goes wrong is the outcome; it throws only when `signal` ends it.
 */
export async function postWebhook(
  { url, id, body, secrets }: WebhookCall,
  { privateHosts, timeoutMs, signal }: { privateHosts: PrivateHosts; timeoutMs: number; signal: AbortSignal },
): Promise<Outcome> {
  const nothing = { responseStatus: null, responseBody: null, isGone: false, retryAfterMs: 0 }
  let told = ''
  try {
    const { href, host } = parseWebhookAddress(url, privateHosts)
    told = host
    const response = await guardedFetch(href, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'accept-encoding': 'identity',
        'user-agent': 'Orion-Webhooks/1.0',
        ...signedHeaders({ id, body }, secrets),
      },
      body,
      privateHosts,
      timeoutMs,
      signal,
      maxRedirects: 0,
      maxBytes: KEPT_RESPONSE_BYTES,
      overflow: 'cut',
    })
    const { status, headers } = response
    return {
      error: explain(status),
      responseStatus: status,
      // Postgres takes no NUL in texts.
      responseBody: response.body.toString('utf8').replaceAll('\0', '\uFFFD'),
      isGone: status === 410,
      retryAfterMs: Math.min(retryAfterMs(headers['retry-after']) ?? 0, LONGEST_WAIT_MS),
    }
  } catch (error) {
    if (signal.aborted) throw error
    // The rest of the address may hold a secret of the receiver's, and what went wrong stands in the log as well.
    if (error instanceof WebError || error instanceof InvalidInputError)
      return { ...nothing, error: error.message.replaceAll(url, told) }
    throw error
  }
}

function explain(status: number): string | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400)
    return `It answered with the redirect ${status}, which is not followed; set the address to where it leads.`
  return `It answered with status ${status}.`
}
