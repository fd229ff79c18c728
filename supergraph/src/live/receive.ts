import type { Cancellation } from '../execution/cancellation.ts'
import type { Answer } from '../execution/executor.ts'
import type { SharedSubscription } from './shared-subscription.ts'

/** How many events one slow receiver may be behind before it is dropped. */
const BEHIND_AT_MOST = 1000

/**
 * The answers of a shared subscription for one receiver. A receiver that is too far behind is dropped: its iteration
 * ends with an error, and the others are not held up.
 */
export async function* receive(
  subscription: SharedSubscription,
  cancellation?: Cancellation,
): AsyncGenerator<Answer> {
  const waiting: Answer[] = []
  let ended = false
  let overrun = false
  let wake: () => void = () => {}
  const leave = subscription.join({
    next(answer) {
      if (waiting.length >= BEHIND_AT_MOST) overrun = true
      else waiting.push(answer)
      wake()
    },
    complete() {
      ended = true
      wake()
    },
  })
  const onCancel = () => {
    ended = true
    wake()
  }
  cancellation?.onCancel(onCancel)
  try {
    while (!cancellation?.isCancelled) {
      const answer = waiting.shift()
      if (answer) yield answer
      else if (overrun) throw new Error(`The receiver is more than ${BEHIND_AT_MOST} events behind`)
      else if (ended) return
      else
        await new Promise<void>(resolve => {
          wake = resolve
        })
    }
  } finally {
    cancellation?.forget(onCancel)
    leave()
  }
}
