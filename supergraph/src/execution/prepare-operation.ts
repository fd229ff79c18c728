import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql'
import { compilePlan, type SubgraphClients } from './compile/compile-plan.ts'
import type { Step } from './compile/step.ts'
import { conditionVariables } from './conditions.ts'
import type { ExecutableOperation } from './executor.ts'
import { compileIntrospection, type Introspect } from './introspect.ts'
import type { UnionMemberKeeper } from './plan/keep-union-members.ts'
import type { Planner } from './plan/planner.ts'
import type { PrivateNames } from './plan/private-names.ts'
import { lowestAlike, type ProgressiveOverrides } from './plan/progressive-overrides.ts'
import type { PlanNode, QueryPlan, SubscriptionNode } from './plan/query-plan.ts'
import { type RemainingDocument, remainingDocument } from './plan/remaining-document.ts'
import type { TypeConditions } from './plan/type-conditions.ts'
import { unansweredFields } from './plan/unanswered-fields.ts'
import { createShape, type Shape } from './shape/shape.ts'
import { type ValuesMadeOnce, valuesMadeOnce } from './values-made-once.ts'

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
  overrides: ProgressiveOverrides
}

/**
 * How many variants of one operation are kept: there is one for each combination of `@skip` and `@include`, and for each
 * outcome of progressive `@override`s.
 */
const VARIANTS_AT_MOST = 32

interface KnownOperation {
  /** The variables that decide what is selected. */
  conditions: readonly string[]
  /** The percentages of progressive `@override`s that matter to it. */
  percentages: readonly number[]
  variants: ValuesMadeOnce<PreparedOperation>
}

/**
 * Plans and compiles operations. What was prepared is kept as long as its document is, separately for each set of
 * denied fields, each outcome of `@skip` and `@include`, and each of the progressive `@override`s that matter: planners
 * get operations without conditions, since what they share between fields under different conditions is not always there.
 * @returns a promise only while the operation is being prepared, which happens once for all who ask for it meanwhile, or when
 *   it could not be; then it is not tried again at once, since planners may take seconds to give up
 */
export function createOperationCache(
  preparation: Preparation,
): (
  operation: ExecutableOperation,
  variables: Record<string, unknown>,
) => PreparedOperation | Promise<PreparedOperation> {
  const byDocument = new WeakMap<object, Map<string, KnownOperation>>()
  return (executable, variables) => {
    let known = byDocument.get(executable.document)
    if (!known) {
      known = new Map()
      byDocument.set(executable.document, known)
    }
    const key = `${executable.operation.name?.value ?? ''} ${executable.denied.key}`
    let operation = known.get(key)
    if (!operation) {
      operation = {
        conditions: conditionVariables(executable.document),
        percentages: preparation.overrides.percentagesFor(executable.document),
        variants: valuesMadeOnce(VARIANTS_AT_MOST),
      }
      known.set(key, operation)
    }
    const { conditions, percentages, variants } = operation
    const share = percentages.length === 0 ? 0 : lowestAlike(executable.trafficShare, percentages)
    let outcome = share === 0 ? '' : `${share} `
    if (conditions.length > 0) outcome += conditions.map(name => (variables[name] === true ? 1 : 0)).join('')
    return variants.get(outcome, () => prepareOperation(preparation, executable, variables, share))
  }
}

async function prepareOperation(
  { schema, planner, types, clients, privateNames, keepUnionMembers }: Preparation,
  { document, operation, denied, stopsNulls }: ExecutableOperation,
  variables: Record<string, unknown>,
  share: number,
): Promise<PreparedOperation> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const nameOf = privateNames(document)
  const remaining = remainingDocument(document, operation, denied.reasons, variables, nameOf, schema, types)
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
