/** Why a subgraph gave no GraphQL answer. */
export type SubgraphErrorReason =
  | 'unreachable'
  | 'broken-off'
  | 'timeout'
  | 'overloaded'
  | 'status'
  | 'malformed'
  | 'too-large'
  | 'unusable'
  | 'open-circuit'
  | 'cancelled'

/** A subgraph gave no GraphQL answer. The message is fit for clients. */
export class SubgraphError extends Error {
  override readonly name = 'SubgraphError'
  readonly subgraph: string
  readonly reason: SubgraphErrorReason
  /** HTTP status, when there was one. */
  readonly status: number | undefined

  constructor(
    subgraph: string,
    reason: SubgraphErrorReason,
    message: string,
    details: { status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.subgraph = subgraph
    this.reason = reason
    this.status = details.status
  }
}

/** What clients are told of an answer that could not be used; the log tells why. */
export const unusableAnswer = (subgraph: string) => `The answer of the service ${subgraph} could not be used`
