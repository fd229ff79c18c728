import { createContext, Script } from 'node:vm'
import { SourceError } from './source-error.ts'

const callRun = new Script('run()')

/**
 * Bounds how long hostile input can hold the processor. Feeds can be built so that a parser takes hours over a
 * few megabytes (deep nesting, a million unclosed tags). V8 can interrupt running code only through `vm`, so the
 * work is called from there; it is no sandbox, only a watchdog.
 */
export class CpuBudget {
  readonly #context: { run: () => void }
  readonly #what: string
  readonly #totalMs: number
  #leftMs: number

  /** @param what names the input in the error, for example `the feed "https://…"`. */
  constructor(what: string, totalMs: number) {
    this.#what = what
    this.#totalMs = totalMs
    this.#leftMs = totalMs
    this.#context = { run: () => {} }
    createContext(this.#context)
  }

  /** Runs synchronous work, or throws `SourceError` TOO_COMPLEX once all runs together have used up the budget. */
  run<Result>(work: () => Result): Result {
    let result: { value: Result } | undefined
    this.#context.run = () => {
      result = { value: work() }
    }
    const startedAt = performance.now()
    try {
      if (this.#leftMs >= 1) callRun.runInContext(this.#context, { timeout: Math.floor(this.#leftMs) })
    } catch (error) {
      if (!isInterrupted(error)) throw error
      this.#leftMs = 0
    }
    this.#leftMs -= performance.now() - startedAt
    if (result) return result.value
    throw new SourceError(
      'TOO_COMPLEX',
      `Reading ${this.#what} took more than ${this.#totalMs} ms of processor time; it was given up.`,
    )
  }
}

/** The error is made in the realm of the script, so it is no `Error` of this one. */
function isInterrupted(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  )
}
