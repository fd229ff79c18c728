import type { CallContext } from '../executor.ts'
import type { JsonObject } from '../json.ts'

/** An error as a subgraph reported it. */
export interface ReportedError {
  message: string
  path?: readonly (string | number)[]
  extensions?: Record<string, unknown>
}

/** What a subgraph answered to one request. */
export interface SubgraphAnswer {
  data: JsonObject | null
  errors: readonly ReportedError[]
}

/** Asks one subgraph. */
export interface SubgraphClient {
  readonly name: string
  /**
   * Sends a GraphQL request, written as JSON text.
   * @param isRead true when asking twice does no harm
   * @throws SubgraphError when there is no GraphQL answer
   */
  ask(body: string, isRead: boolean, call: CallContext): Promise<SubgraphAnswer>
  /** Told when an answer, or what it became in the whole, could not be used after all. */
  unusable?(problem: unknown): void
  /** Lets no read share the answer of one that is under way: something changed, which that may have read before. */
  outdate?(): void
}
