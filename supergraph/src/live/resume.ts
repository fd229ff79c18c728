import type { LiveAnswer } from './live-answer.ts'
import type { Receiver, SharedSubscription, Subscription } from './shared-subscription.ts'
import type { SourceEvent } from './subscription-source.ts'

/** How many missed events of one client are completed at the same time. */
const AHEAD = 8

/**
 * A subscription that tells first what a client missed, then what others get live, without a gap or a repeat: it joins
 * the live answers and lets them wait before it asks what was missed, and leaves out what both have.
 * @throws what `readMissed` throws
 */
export async function resume(
  shared: SharedSubscription,
  readMissed: () => Promise<SourceEvent[]>,
): Promise<Subscription> {
  let waiting: LiveAnswer[] | null = []
  let receiver: Receiver | null = null
  let hasEnded = false
  let hasLeft = false
  const told = new Set<string>()

  const deliver = (answer: LiveAnswer) => {
    if (answer.eventId === null || !told.delete(answer.eventId)) receiver?.next(answer)
  }
  const leaveShared = shared.join({
    next(answer) {
      if (waiting) waiting.push(answer)
      else deliver(answer)
    },
    complete() {
      hasEnded = true
      if (!waiting) receiver?.complete()
    },
  })

  const missed = await readMissed().catch((error: unknown) => {
    leaveShared()
    throw error
  })

  const catchUp = async (to: Receiver) => {
    for (const { id } of missed) if (id !== null) told.add(id)
    for (let at = 0; at < missed.length && !hasLeft; at += AHEAD) {
      const answers = await Promise.all(missed.slice(at, at + AHEAD).map(shared.answer))
      for (const answer of answers) if (!hasLeft) to.next(answer)
    }
    if (hasLeft) return
    const held = waiting ?? []
    waiting = null
    for (const answer of held) deliver(answer)
    if (hasEnded) to.complete()
  }

  return {
    join(joined) {
      receiver = joined
      catchUp(joined).catch(() => joined.complete())
      return () => {
        hasLeft = true
        receiver = null
        leaveShared()
      }
    },
  }
}
