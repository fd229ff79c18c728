import type { Caller } from '../caller.ts'
import type { CallContext, SubscriptionStart } from '../execution/executor.ts'
import type { ReportedError } from '../execution/fetch/subgraph-client.ts'
import type { JsonObject } from '../execution/json.ts'

/** The part of an event that its source itself knows: the result of the subscription's first operation. */
export interface SourceEvent {
  /** By which a client can say later that it saw this event; null where the source has none. */
  id: string | null
  data: JsonObject | null
  /** The W3C trace context of what caused it; null or absent where the source tells none. */
  traceparent?: string | null
  errors: readonly ReportedError[]
}

/** For whom a source is asked. */
export interface Subscriber {
  caller: Caller
  /** With the caller's rights; cancelled when nobody listens any more. */
  call: CallContext & Required<Pick<CallContext, 'cancellation'>>
}

/** Where the events of subscriptions come from. */
export interface SubscriptionSource {
  /**
   * The events of one subscription that a caller may see, until it is cancelled.
   * @throws GraphQLError when the subscription cannot begin.
   */
  subscribe(start: SubscriptionStart, subscriber: Subscriber): Promise<AsyncIterable<SourceEvent>>
  /** For sources that remember: what a client missed. */
  resume?: {
    /** The argument of a subscription's field that says which event the client saw last. */
    argument: string
    /** Whether the operation has the argument, with or without a value: then the client is told the ids of events. */
    isUsed(start: SubscriptionStart): boolean
    /** Its value; null when the client saw none. */
    after(start: SubscriptionStart): string | null
    /**
     * What was told after that event, oldest first.
     * @throws GraphQLError when the event is unknown, too long ago, or cannot be looked up now.
     */
    missed(start: SubscriptionStart, after: string, subscriber: Subscriber): Promise<SourceEvent[]>
  }
}
