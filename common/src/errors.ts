/** What an error carries besides its message. */
export interface OrionErrorOptions {
  /** Stable code for programs, in UPPER_CASE. */
  code: string
  /** HTTP status that tells it best. Default 500. */
  status?: number
  /** Whether the same attempt may succeed later. Default false. */
  retryable?: boolean
  /** What led to it. */
  cause?: unknown
  /** Further facts for the client, without secrets. */
  details?: Record<string, unknown>
}

/** The base of every error Orion throws on purpose: its message is fit to be shown to users. */
export class OrionError extends Error {
  readonly code: string
  readonly status: number
  readonly retryable: boolean
  readonly details: Record<string, unknown> | undefined

  constructor(message: string, options: OrionErrorOptions) {
    super(message, { cause: options.cause })
    this.name = new.target.name
    this.code = options.code
    this.status = options.status ?? 500
    this.retryable = options.retryable ?? false
    this.details = options.details
  }
}

/** Nobody is signed in, and the request needs somebody. */
export class UnauthenticatedError extends OrionError {
  constructor(message = 'Sign in to do this.') {
    super(message, { code: 'UNAUTHENTICATED', status: 401 })
  }
}

/** The one who asks may not do this. */
export class ForbiddenError extends OrionError {
  constructor(message = 'Your role does not allow this.') {
    super(message, { code: 'FORBIDDEN', status: 403 })
  }
}

/** The thing does not exist, or the one who asks may not see it: both look the same from outside. */
export class NotFoundError extends OrionError {
  constructor(what: string, id: string) {
    super(`There is no ${what} ${id}, or you may not see it.`, { code: 'NOT_FOUND', status: 404 })
  }
}

/** The thing changed in the meantime, or stands in a state that does not allow the change. */
export class ConflictError extends OrionError {
  constructor(message: string, details?: Record<string, unknown>) {
    super(message, { code: 'CONFLICT', status: 409, details })
  }
}

/** The input cannot be accepted; `field` is the path of the value it is about. */
export class InvalidInputError extends OrionError {
  readonly field: string[] | undefined

  constructor(message: string, field?: string[]) {
    super(message, { code: 'INVALID_INPUT', status: 400, details: field ? { field } : undefined })
    this.field = field
  }
}

/** The body of a request is larger than what it is for can be. */
export class ContentTooLargeError extends OrionError {
  constructor(maxBytes: number) {
    super(`The body has more than the ${maxBytes} bytes that are allowed.`, {
      code: 'CONTENT_TOO_LARGE',
      status: 413,
      details: { maxBytes },
    })
  }
}

/** One line about anything that was thrown, for logs and rows. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message || error.name
  return String(error)
}
