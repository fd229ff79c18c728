import type { BaseContext } from 'clipanion'

/** What a command gets from the process it runs in. */
export interface OrionContext extends BaseContext {
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal
}
