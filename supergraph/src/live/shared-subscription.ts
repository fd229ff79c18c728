import { Cancellation } from '../execution/cancellation.ts'
import type { Answer } from '../execution/executor.ts'
import { LiveAnswer } from './live-answer.ts'
import type { SourceEvent } from './subscription-source.ts'

/** One receiver of a subscription. */
export interface Receiver {
  next(answer: LiveAnswer): void
  /** The source ended; nothing follows. */
  complete(): void
}

/** What receivers join. */
export interface Subscription {
  /** Adds a receiver. @returns what takes it out again; with the last one the subscription ends. */
  join(receiver: Receiver): () => void
}

/** A subscription that any number of receivers with the same selection and rights share: each event is completed once. */
export interface SharedSubscription extends Subscription {
  /** The answer to one event; together with everybody who waits for the same one. */
  answer(event: SourceEvent): Promise<LiveAnswer>
}

/** What a shared subscription is begun with. */
export interface SubscriptionWork {
  /** Opens the source. @throws when it cannot be opened; then nothing is shared. */
  open(cancellation: Cancellation): Promise<AsyncIterable<SourceEvent>>
  /** Completes one event for all receivers. */
  complete(event: SourceEvent, cancellation: Cancellation): Promise<Answer>
  /** Whether receivers are told the ids of events, so that they can resume. */
  tellsIds: boolean
  /** What receivers get when the source fails. */
  failed(error: unknown): Answer
}

/** The shared subscriptions of a gateway, by a key that stands for source, selection, variables and rights. */
export interface SharedSubscriptions {
  /**
   * The subscription under a key, begun by the first who asks for it.
   * @param owner for whom it is; the key says so as well
   * @throws TooManySubscriptionsError, and what the source throws
   */
  at(key: string, owner: string, work: SubscriptionWork): Promise<SharedSubscription>
  /** How many receivers there are, and how many subscriptions they share. */
  counts(): { receivers: number; subscriptions: number }
  /** Ends all of them. */
  close(): void
}

/** Each event is completed anew for each different subscription, so that one owner may have only so many. */
export class TooManySubscriptionsError extends Error {
  override readonly name = 'TooManySubscriptionsError'
  constructor(most: number) {
    super(
      `More than ${most} different subscriptions of one user; those with the same selection and variables count once.`,
    )
  }
}

/** How many events of one subscription are completed at the same time; they are delivered in order all the same. */
const AHEAD = 8

interface Running extends SharedSubscription {
  receivers: Set<Receiver>
  cancellation: Cancellation
}

/**
 * Shares subscriptions.
 * @param perOwner how many different ones there may be for one owner. Default: any number.
 */
export function createSharedSubscriptions(perOwner = Number.POSITIVE_INFINITY): SharedSubscriptions {
  const running = new Map<string, Promise<Running>>()
  const all = new Set<Running>()
  const claim = createClaims(perOwner)

  const begin = async (key: string, work: SubscriptionWork, release: () => void): Promise<Running> => {
    const cancellation = new Cancellation()
    const receivers = new Set<Receiver>()
    const answers = new Map<string, Promise<LiveAnswer>>()
    const answer = async (event: SourceEvent) =>
      new LiveAnswer(await work.complete(event, cancellation), event.id, work.tellsIds)
    let start: (() => Promise<void>) | null = null
    const end = () => {
      if (running.get(key) === promise) running.delete(key)
      all.delete(subscription)
      release()
      cancellation.cancel()
    }
    const subscription: Running = {
      receivers,
      cancellation,
      answer(event) {
        const { id } = event
        if (id === null) return answer(event)
        let underWay = answers.get(id)
        if (!underWay) {
          underWay = answer(event).finally(() => answers.delete(id))
          answers.set(id, underWay)
        }
        return underWay
      },
      join(receiver) {
        receivers.add(receiver)
        // Only now, so that the first one misses nothing of what the source tells at once.
        void start?.()
        start = null
        return () => {
          if (!receivers.delete(receiver)) return
          // Not at once: somebody may have been given this subscription and be about to join it.
          setImmediate(() => {
            if (receivers.size === 0) end()
          })
        }
      },
    }
    const promise = running.get(key)
    const events = await work.open(cancellation)
    all.add(subscription)
    start = () =>
      pump(events, subscription)
        .catch((error: unknown) => {
          const last = new LiveAnswer(work.failed(error))
          for (const receiver of receivers) receiver.next(last)
        })
        .finally(() => {
          end()
          for (const receiver of receivers) receiver.complete()
          receivers.clear()
        })
    return subscription
  }

  return {
    async at(key, owner, work) {
      let subscription = running.get(key)
      if (!subscription) {
        const release = claim(owner)
        subscription = Promise.resolve().then(() => begin(key, work, release))
        running.set(key, subscription)
        subscription.catch(() => {
          running.delete(key)
          release()
        })
      }
      return subscription
    },
    counts: () => ({
      subscriptions: all.size,
      receivers: [...all].reduce((sum, subscription) => sum + subscription.receivers.size, 0),
    }),
    close() {
      for (const subscription of all) subscription.cancellation.cancel()
    },
  }
}

/** Counts by owner. What is claimed can be released more than once, and counts once. */
function createClaims(perOwner: number): (owner: string) => () => void {
  const claims = new Map<string, Set<object>>()
  return owner => {
    const owned = claims.get(owner) ?? new Set()
    if (owned.size >= perOwner) throw new TooManySubscriptionsError(perOwner)
    const one = {}
    claims.set(owner, owned.add(one))
    return () => {
      if (owned.delete(one) && owned.size === 0) claims.delete(owner)
    }
  }
}

/** Completes events, some at the same time, and hands the answers on in the order in which the events happened. */
async function pump(events: AsyncIterable<SourceEvent>, subscription: Running): Promise<void> {
  const { receivers, cancellation } = subscription
  const underWay: Promise<void>[] = []
  let delivered: Promise<void> = Promise.resolve()
  for await (const event of events) {
    if (cancellation.isCancelled) return
    const answer = subscription.answer(event)
    answer.catch(() => {})
    const before = delivered
    delivered = before.then(async () => {
      const ready = await answer
      if (!cancellation.isCancelled) for (const receiver of receivers) receiver.next(ready)
    })
    underWay.push(delivered)
    if (underWay.length >= AHEAD) await underWay.shift()
  }
  await delivered
}
