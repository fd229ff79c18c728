import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
} from 'graphql'
import { compilePlan, type SubgraphClients } from './compile/compile-plan.ts'
import type { Step } from './compile/step.ts'
import type { ExecutableOperation } from './executor.ts'
import { compileIntrospection, type Introspect } from './introspect.ts'
import type { UnionMemberKeeper } from './plan/keep-union-members.ts'
import type { Planner } from './plan/planner.ts'
import type { PrivateNames } from './plan/private-names.ts'
import type { PlanNode, QueryPlan, SubscriptionNode } from './plan/query-plan.ts'
import { type RemainingDocument, remainingDocument } from './plan/remaining-document.ts'
import { setOf } from './plan/selections.ts'
import type { TypeConditions } from './plan/type-conditions.ts'
import { unansweredFields } from './plan/unanswered-fields.ts'
import { createShape, type Shape } from './shape/shape.ts'

/** An operation that is ready to run any number of times, with any variables that select the same fields. */
export interface PreparedOperation {
  /** Tells it from every other prepared operation. */
  number: number
  /** The fetches; null when no subgraph has to be asked. */
  run: Step | null
  start: SubscriptionNode | null
  /** The plan that `run` was compiled from. */
  plan: PlanNode | null
  introspect: Introspect
  shape: Shape
}

let lastNumber = 0

/** What operations are prepared with. */
export interface Preparation {
  schema: GraphQLSchema
  planner: Planner
  types: TypeConditions
  privateNames: (document: DocumentNode) => PrivateNames
  keepUnionMembers: UnionMemberKeeper | null
  clients: SubgraphClients
}

/**
 * Plans and compiles an operation.
 * @param variables coerced
 * @param share the share of the traffic that it is planned for: see progressive-overrides.ts
 * @param needs what is selected of the root besides, and not shown to the client
 */
export async function prepareOperation(
  { schema, planner, types, clients, privateNames, keepUnionMembers }: Preparation,
  { document, operation, denied, stopsNulls }: ExecutableOperation,
  variables: Record<string, unknown>,
  share: number,
  needs: readonly SelectionNode[] = [],
): Promise<PreparedOperation> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const nameOf = privateNames(document)
  const selections = [...operation.selectionSet.selections, ...needs]
  const asked = needs.length === 0 ? operation : { ...operation, selectionSet: setOf(selections) }
  const remaining = remainingDocument(document, asked, denied.reasons, variables, nameOf, schema, types)
  const planned = remaining && (await planOf(planner, remaining, share))
  const plan = planned && keepUnionMembers ? keepUnionMembers(planned, remaining) : planned
  if (remaining && plan && !plan.start) {
    const [unanswered] = unansweredFields(plan.node, remaining.document)
    if (unanswered !== undefined)
      throw notPlanned(`No subgraph can answer what is selected of "${unanswered}"`)
  }
  return {
    number: ++lastNumber,
    run: plan?.node ? compilePlan(plan.node, clients, types) : null,
    start: plan?.start ?? null,
    plan: plan?.node ?? null,
    introspect: compileIntrospection(schema, operation, fragments, nameOf),
    shape: createShape({ schema, types, operation, fragments, denied, stopsNulls, variables, nameOf }),
  }
}

async function planOf(
  planner: Planner,
  { document, operation }: RemainingDocument,
  share: number,
): Promise<QueryPlan> {
  try {
    return await planner.plan(document, operation, share)
  } catch (cause) {
    throw notPlanned('No combination of subgraphs can answer all that is selected', cause)
  }
}

/** @param cause what the planner said, for the log */
function notPlanned(message: string, cause?: unknown): GraphQLError {
  const error = new GraphQLError(message, { extensions: { code: 'QUERY_PLANNING_FAILED' } })
  error.cause = cause
  return error
}
