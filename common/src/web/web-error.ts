import { OrionError } from '../errors.ts'

/** What can go wrong with a call into the web. Stable: callers branch on it. */
export type WebErrorCode =
  | 'INVALID_ADDRESS'
  | 'PRIVATE_ADDRESS'
  | 'TIMEOUT'
  | 'CANCELLED'
  | 'TOO_LARGE'
  | 'TOO_MANY_REDIRECTS'
  | 'NETWORK'
  | 'BAD_ANSWER'

/** Thrown by `guardedFetch` for everything that is not an HTTP answer. */
export class WebError extends OrionError {
  declare readonly code: WebErrorCode

  constructor(code: WebErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { code, status: 502, cause: options.cause })
  }
}
