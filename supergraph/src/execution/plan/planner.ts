import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { QueryPlan } from './query-plan.ts'

/** Plans the operations of one supergraph. */
export interface Planner {
  readonly name: 'apollo' | 'rust'
  /**
   * Plans a validated operation.
   * @throws when the planner gives up, for instance because the operation asks for too many combinations.
   */
  plan(document: DocumentNode, operation: OperationDefinitionNode): QueryPlan
}
