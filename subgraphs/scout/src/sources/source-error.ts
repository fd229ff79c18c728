import { OrionError } from '@orion/common/errors'
import type { WebErrorCode } from '@orion/common/web/web-error'

/** What can go wrong with one source. Stable: clients branch on it. */
export type SourceErrorCode =
  | WebErrorCode
  | 'TOO_COMPLEX'
  | 'HTTP_STATUS'
  | 'RATE_LIMITED'
  | 'NOT_A_FEED'
  | 'FILE_NOT_FOUND'
  | 'FILE_REFUSED'
  | 'UNEXPECTED'

/** Thrown by a source, besides `WebError` for what is wrong on the way to it. A scan turns it into the failed source's report; it never ends the scan. */
export class SourceError extends OrionError {
  declare readonly code: SourceErrorCode

  constructor(code: SourceErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, { code, status: 502, cause: options.cause })
  }
}
