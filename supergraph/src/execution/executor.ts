import type { DocumentNode, FieldNode, GraphQLFormattedError, OperationDefinitionNode } from 'graphql'
import type { DeniedFields } from '../authorize/denied-fields.ts'
import type { Cancellation } from './cancellation.ts'
import type { SubgraphAnswer } from './fetch/subgraph-client.ts'
import type { AnsweredPart, GatheredPart, OperationPart } from './operation-part.ts'
import type { RunObserver } from './run-observer.ts'

/** An operation that was parsed, validated and whose fields were checked against the rights of who asks. */
export interface ExecutableOperation {
  /** Planning and compilation are kept as long as this very object is. */
  document: DocumentNode
  operation: OperationDefinitionNode
  /** As the client sent them, not yet coerced. */
  variables: Record<string, unknown>
  /** Fields that this caller may not read; they are never fetched. */
  denied: DeniedFields
  /**
   * From 0 to below 100, drawn once for each request: an `@override` labelled `percent(N)` holds for those below N.
   */
  trafficShare: number
  /** Fields that may be null, and hold nulls, whatever their type says: those on the way to a deferred fragment. */
  stopsNulls?: ReadonlySet<FieldNode>
}

/** What the calls that one operation makes to subgraphs have in common. */
export interface CallContext {
  /** Headers of a call to this subgraph, names in lower case. */
  headersFor(subgraph: string): Record<string, string> | Promise<Record<string, string>>
  /** Cancelled when the client left. */
  cancellation?: Cancellation
  /** Equal for callers whose reads may share an answer: it stands for user, role, scopes and forwarded headers. */
  rightsKey: string
  /** Watches the run; most have no observer. */
  observer?: RunObserver | undefined
}

/** An answer as text, so that it is written once however many clients get it. */
export interface Answer {
  /** The JSON text of `data`; null when there is no `data` because the operation was not begun. */
  data: string | null
  errors: readonly GraphQLFormattedError[]
  /** The whole answer as it is sent, once somebody wrote it for all who get it: see answer-result.ts. */
  text?: string
  bytes?: Buffer
}

/** How the events of a subscription begin: with this operation at this subgraph. */
export interface SubscriptionStart {
  subgraph: string
  /** The subscription operation for that subgraph. */
  operation: string
  variables: Record<string, unknown>
}

/** Runs operations against the subgraphs of one supergraph. */
export interface Executor {
  /** Runs a query or mutation; never rejects for what a subgraph did. */
  execute(operation: ExecutableOperation, call: CallContext): Promise<Answer>
  /**
   * Runs a part of a query.
   * @param request whose variables and share of the traffic stand for those of the part
   * @param within what was gathered for the part that this one is deferred in; nothing for the first
   */
  executePart(
    part: OperationPart,
    request: Pick<ExecutableOperation, 'variables' | 'trafficShare'>,
    call: CallContext,
    within?: GatheredPart,
  ): Promise<AnsweredPart>
  /** Where the events of a subscription come from. @throws GraphQLError when the variables are wrong. */
  startOf(operation: ExecutableOperation): Promise<SubscriptionStart>
  /** Completes one event: what the source gave, which may be changed, with the other fields from their subgraphs. */
  completeEvent(operation: ExecutableOperation, event: SubgraphAnswer, call: CallContext): Promise<Answer>
}
