import type { Viewer } from '@orion/common/access/viewer'
import type { ExecutionResult } from 'graphql'
import type { Cancellation } from '../execution/cancellation.ts'
import type { SubscriptionStart } from '../execution/executor.ts'

/** A result of the first operation of a subscription: the part of an event that its source itself knows. */
export type SourceEvent = ExecutionResult<Record<string, unknown>>

/** Where the events of subscriptions come from. */
export interface SubscriptionSource {
  /** The subgraph whose `Subscription` fields it answers. */
  readonly subgraph: string
  /**
   * The events of one subscription that a viewer may see, until it is cancelled.
   * @throws GraphQLError when the subscription cannot begin.
   */
  subscribe(
    start: SubscriptionStart,
    viewer: Viewer | null,
    cancellation: Cancellation,
  ): Promise<AsyncIterable<SourceEvent>>
}
