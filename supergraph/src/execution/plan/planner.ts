import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { QueryPlan } from './query-plan.ts'

/** Plans the operations of one supergraph. */
export interface Planner {
  readonly name: 'apollo' | 'rust'
  /**
   * Plans a validated operation.
   * @param share the request's share of the traffic, which decides labels `percent(N)`: see progressive-overrides.ts
   * @throws when the planner gives up, for instance because the operation asks for too many combinations.
   */
  plan(document: DocumentNode, operation: OperationDefinitionNode, share: number): Promise<QueryPlan>
}
