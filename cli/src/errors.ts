import { ExitCode } from './exit-codes.ts'

/** What a command ends with when it cannot do its work: a message for people and the exit code. */
export class CommandError extends Error {
  readonly exitCode: ExitCode
  /** What to do about it, as a sentence of its own. */
  readonly hint: string | undefined

  constructor(exitCode: ExitCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = new.target.name
    this.exitCode = exitCode
    this.hint = options.hint
  }
}

/** The command line or the configuration is wrong. */
export class UsageError extends CommandError {
  constructor(message: string, hint?: string) {
    super(ExitCode.usage, message, { hint })
  }
}

/** Nobody is signed in, the session has ended, or the role does not allow it. */
export class AuthError extends CommandError {
  constructor(message: string, hint?: string) {
    super(ExitCode.auth, message, { hint })
  }
}

/** The gateway, or a file it points at, cannot be reached. */
export class UnreachableError extends CommandError {
  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(ExitCode.unreachable, message, options)
  }
}

/** There is no such thing, or the viewer may not see it. */
export class NotFoundError extends CommandError {
  constructor(message: string, hint?: string) {
    super(ExitCode.notFound, message, { hint })
  }
}

/** Valid words, but not in this state, or with a value the system refuses. */
export class ConflictError extends CommandError {
  constructor(message: string, hint?: string) {
    super(ExitCode.conflict, message, { hint })
  }
}

/** Ctrl-C or the end of the input at a prompt. */
export class InterruptedError extends CommandError {
  constructor() {
    super(ExitCode.interrupted, 'Interrupted.')
  }
}
