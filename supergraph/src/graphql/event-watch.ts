import { bothObservers, type RunObserver } from '../execution/run-observer.ts'
import type { SourceEvent } from '../live/subscription-source.ts'

/** Watches the completion of one event of a subscription, for all who get it. */
export interface EventWatch {
  observer?: RunObserver
  /** @param hasErrors whether something of the answer could not be told */
  ended(hasErrors: boolean): void
}

/** Begins to watch an event. */
export type WatchEvent = (event: SourceEvent) => EventWatch

/** Lets two watch the same events. */
export function bothWatches(first: WatchEvent | undefined, second: WatchEvent): WatchEvent {
  if (!first) return second
  return event => {
    const [one, other] = [first(event), second(event)]
    const observer = other.observer ? bothObservers(one.observer, other.observer) : one.observer
    return {
      ...(observer && { observer }),
      ended(hasErrors) {
        one.ended(hasErrors)
        other.ended(hasErrors)
      },
    }
  }
}
