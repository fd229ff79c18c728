import { describeError, type Logger } from '@orion/common'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen, type IPolicy } from 'cockatiel'
import { ForeignArticleError } from '../writer/foreign-article-error.ts'
import type { Writer } from './writer.ts'

/** What a writer was asked, and who answered. */
export interface Written<Value> {
  value: Value
  writer: string
  isEmbedded: boolean
}

/** The writers in the order in which they are tried. */
export interface Writers {
  readonly all: readonly Writer[]
  /**
   * Asks one writer after the other until one answers. `prefer` names the one to ask first. A writer that failed
   * three times in a row is left alone for a while.
   * @throws what the last writer threw, when none answered or the signal was aborted
   */
  ask<Value>(
    question: (writer: Writer) => Promise<Value>,
    options: { signal: AbortSignal; log: Logger; prefer?: string },
  ): Promise<Written<Value>>
}

const failuresInARow = 3
/** What an article is like is no fault of the writer. */
const isOwnFault = handleWhen(error => !(error instanceof ForeignArticleError))
const restMs = 30_000

/** @param all the writers; the embedded one should be the last, since it always answers */
export function createWriters(all: readonly Writer[]): Writers {
  const breakers = new Map<string, IPolicy>(
    all.map(writer => [
      writer.name,
      circuitBreaker(isOwnFault, { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failuresInARow) }),
    ]),
  )
  return {
    all,
    async ask(question, { signal, log, prefer }) {
      const order = [...all].sort((a, b) => Number(b.name === prefer) - Number(a.name === prefer))
      let failure: unknown = new Error('no writer is configured')
      for (const writer of order) {
        signal.throwIfAborted()
        try {
          const value = await (breakers.get(writer.name)?.execute(() => question(writer)) ?? question(writer))
          return { value, writer: writer.name, isEmbedded: writer.isEmbedded }
        } catch (error) {
          if (signal.aborted) throw error
          failure = error
          const resting = error instanceof BrokenCircuitError
          log.warn({ writer: writer.name, resting, error: describeError(error) }, 'a writer did not answer')
        }
      }
      throw failure
    },
  }
}
