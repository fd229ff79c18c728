import { type FetchLimits, type GuardedResponse, guardedFetch } from '@orion/common/web/guarded-fetch'
import { decodeCharset } from './decode-charset.ts'
import { SourceError } from './source-error.ts'

/** What a server gave to recognise an unchanged document by (RFC 9110 §8.8). */
export interface Validators {
  etag?: string
  lastModified?: string
}

export interface FeedRequest extends FetchLimits {
  signal?: AbortSignal
  /** From the last time this address was read. */
  validators?: Validators
}

export type FetchedFeed =
  | { unchanged: true }
  | {
      unchanged: false
      text: string
      /** Address after redirects, the base of relative links. */
      url: string
      validators: Validators
      /** False when the connection broke before the end. */
      complete: boolean
    }

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

/**
 * Reads a feed from the web, within the limits of `guardedFetch`, and gives its text, or says that it is
 * unchanged. Throws `SourceError` when there is no document to be had.
 */
export async function fetchFeed(address: string, request: FeedRequest = {}): Promise<FetchedFeed> {
  const { validators = {}, ...rest } = request
  const headers: Record<string, string> = { accept: ACCEPT }
  if (validators.etag) headers['if-none-match'] = validators.etag
  if (validators.lastModified) headers['if-modified-since'] = validators.lastModified
  const response = await guardedFetch(address, { ...rest, headers })
  if (response.status === 304) return { unchanged: true }
  refuseBadStatus(address, response)
  return {
    unchanged: false,
    text: decodeCharset(response.body, response.headers['content-type']),
    url: response.url.href,
    validators: { etag: response.headers.etag, lastModified: response.headers['last-modified'] },
    complete: response.complete,
  }
}

/** Throws for every status but 2xx; a refusal for too many calls names when to come back. */
export function refuseBadStatus(address: string, response: GuardedResponse): void {
  const { status, headers } = response
  if (status >= 200 && status < 300) return
  if (status === 429) {
    const retryAfter = headers['retry-after']
    throw new SourceError(
      'RATE_LIMITED',
      `"${address}" was asked too often.${retryAfter ? ` It asks to wait: ${retryAfter}.` : ''} The next scan tries again.`,
    )
  }
  throw new SourceError('HTTP_STATUS', `"${address}" answered with status ${status} instead of a document.`)
}
