import { GraphQLError } from 'graphql'
import type { Cancellation } from '../../execution/cancellation.ts'
import type { SubscriptionStart } from '../../execution/executor.ts'
import type { SubgraphAnswer } from '../../execution/fetch/subgraph-client.ts'

/** A subscription at a subgraph. */
export interface Upstream {
  url: string
  start: SubscriptionStart
  headers: Record<string, string>
  cancellation: Cancellation
  next(answer: SubgraphAnswer): void
  /** Called once the subgraph took the subscription, where the protocol tells. */
  opened(): void
}

/**
 * Subscribes by one protocol. Resolves when the subgraph completed the subscription, or it was cancelled.
 * @throws NotSpokenError when the subgraph does not speak the protocol
 * @throws GraphQLError when the subgraph refuses the subscription
 * @throws anything else when the connection could not be made, or was lost
 */
export type Transport = (upstream: Upstream) => Promise<void>

/** The subgraph does not speak a protocol. */
export class NotSpokenError extends Error {
  override readonly name = 'NotSpokenError'
}

/** What clients are told when the subgraph cannot be subscribed to. */
export function unreachable(subgraph: string, cause: unknown): GraphQLError {
  const reason = cause instanceof Error ? cause.message : 'the connection was closed'
  return new GraphQLError(`The service ${subgraph} cannot be subscribed to: ${reason}`, {
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: subgraph },
  })
}
