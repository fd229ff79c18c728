/** What the live subscription tells of a content's way. */
export interface PipelineEvent {
  stage: string | null
  status: string | null
  /** 0 to 1. */
  progress: number | null
  message: string
}

/** What the demo shows of a stage. */
export interface StageState {
  /** In small letters. */
  readonly name: string
  readonly startedAt: number
  endedAt: number | null
  /** 0 to 1. */
  progress: number
  failed: boolean
}

/** The stages of one content, as its events tell of them. */
export class Stages {
  readonly #states = new Map<string, StageState>()

  /** @returns the stage that the event changed; undefined when it tells nothing new of any */
  apply({ stage, status, progress }: PipelineEvent): StageState | undefined {
    if (!stage) return undefined
    const state = this.#stateOf(stage.toLowerCase(), status === 'RUNNING')
    if (state.endedAt) return undefined
    if (progress !== null) state.progress = Math.max(state.progress, progress)
    if (status === 'COMPLETED' || status === 'FAILED') {
      state.endedAt = Date.now()
      state.failed = status === 'FAILED'
      if (!state.failed) state.progress = 1
    }
    return state
  }

  /** Seconds each stage took so far, by its name. */
  seconds(): Record<string, number> {
    return Object.fromEntries([...this.#states.values()].map(state => [state.name, secondsOf(state)]))
  }

  /** A rejected content goes through its stages anew. */
  #stateOf(name: string, isRunning: boolean): StageState {
    const known = this.#states.get(name)
    if (known && !(known.endedAt && isRunning)) return known
    const state = { name, startedAt: Date.now(), endedAt: null, progress: 0, failed: false }
    this.#states.set(name, state)
    return state
  }
}

/** How long a stage took, or is taking. */
export function secondsOf({ startedAt, endedAt }: StageState): number {
  return Math.round(((endedAt ?? Date.now()) - startedAt) / 10) / 100
}
