import type { PipelineEvent } from './event.ts'
import type { Snapshot } from './snapshot.ts'

/** Shows a watch to somebody. */
export interface Display {
  /** True when events matter, also those that were missed; a display of states has no use for them. */
  readonly wantsEvents: boolean
  /** Where the watched contents stand now. */
  showStates(states: readonly Snapshot[]): void
  /** Something happened. */
  showEvent(event: PipelineEvent): void
  /** What is wrong with the connection; null when it stands. */
  showConnection(problem: string | null): void
  /** Leaves the terminal as it was. */
  close(): void
}

/** Shows nothing. */
export const silentDisplay: Display = {
  wantsEvents: false,
  showStates() {},
  showEvent() {},
  showConnection() {},
  close() {},
}
