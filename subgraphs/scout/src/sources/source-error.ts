import { OrionError } from '@orion/common/errors'

/** What can go wrong with one source. Stable: clients branch on it. */
export type SourceErrorCode =
  | 'INVALID_ADDRESS'
  | 'PRIVATE_ADDRESS'
  | 'TIMEOUT'
  | 'CANCELLED'
  | 'TOO_LARGE'
  | 'TOO_COMPLEX'
  | 'TOO_MANY_REDIRECTS'
  | 'HTTP_STATUS'
  | 'RATE_LIMITED'
  | 'NETWORK'
  | 'NOT_A_FEED'
  | 'BAD_ANSWER'
  | 'FILE_NOT_FOUND'
  | 'FILE_REFUSED'
  | 'UNEXPECTED'

/** Thrown by a source. A scan turns it into the failed source's report; it never ends the scan. */
export class SourceError extends OrionError {
  declare readonly code: SourceErrorCode

  constructor(code: SourceErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { code, status: 502, cause: options.cause })
  }
}
