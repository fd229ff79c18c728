import { Cancellation } from '../execution/cancellation.ts'
import type { Answer } from '../execution/executor.ts'

/** One receiver of a subscription. */
export interface Receiver {
  next(answer: Answer): void
  /** The source ended; nothing follows. */
  complete(): void
}

/** A subscription that any number of receivers with the same selection and rights share: each event is completed once. */
export interface SharedSubscription {
  /** Adds a receiver. @returns what takes it out again; with the last one the subscription ends. */
  join(receiver: Receiver): () => void
}

/** What a shared subscription is begun with. */
export interface SubscriptionWork<Event> {
  /** Opens the source. @throws when it cannot be opened; then nothing is shared. */
  open(cancellation: Cancellation): Promise<AsyncIterable<Event>>
  /** Completes one event for all receivers. */
  complete(event: Event, cancellation: Cancellation): Promise<Answer>
}

/** The shared subscriptions of a gateway, by a key that stands for source, selection, variables and rights. */
export interface SharedSubscriptions {
  /** The subscription under a key, begun by the first who asks for it. @throws what the source throws. */
  at<Event>(key: string, work: SubscriptionWork<Event>): Promise<SharedSubscription>
  /** How many receivers there are, and how many subscriptions they share. */
  counts(): { receivers: number; subscriptions: number }
  /** Ends all of them. */
  close(): void
}

interface Running extends SharedSubscription {
  receivers: Set<Receiver>
  cancellation: Cancellation
}

/** Shares subscriptions. */
export function createSharedSubscriptions(): SharedSubscriptions {
  const running = new Map<string, Promise<Running>>()
  const all = new Set<Running>()

  const begin = async <Event>(key: string, { open, complete }: SubscriptionWork<Event>): Promise<Running> => {
    const cancellation = new Cancellation()
    const receivers = new Set<Receiver>()
    const end = () => {
      running.delete(key)
      all.delete(subscription)
      cancellation.cancel()
    }
    const subscription: Running = {
      receivers,
      cancellation,
      join(receiver) {
        receivers.add(receiver)
        return () => {
          if (receivers.delete(receiver) && receivers.size === 0) end()
        }
      },
    }
    const events = await open(cancellation)
    all.add(subscription)
    void pump(events, complete, cancellation, receivers).finally(() => {
      end()
      for (const receiver of receivers) receiver.complete()
      receivers.clear()
    })
    return subscription
  }

  return {
    async at(key, work) {
      let subscription = running.get(key)
      if (!subscription) {
        subscription = begin(key, work)
        running.set(key, subscription)
        subscription.catch(() => running.delete(key))
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

/** Completes events one after the other, so that receivers get them in the order in which they happened. */
async function pump<Event>(
  events: AsyncIterable<Event>,
  complete: SubscriptionWork<Event>['complete'],
  cancellation: Cancellation,
  receivers: ReadonlySet<Receiver>,
): Promise<void> {
  for await (const event of events) {
    if (cancellation.isCancelled) return
    const answer = await complete(event, cancellation)
    for (const receiver of receivers) receiver.next(answer)
  }
}
