import { type FragmentDefinitionNode, type GraphQLSchema, Kind } from 'graphql'
import { compilePlan, type SubgraphClients } from './compile/compile-plan.ts'
import type { Step } from './compile/step.ts'
import type { ExecutableOperation } from './executor.ts'
import { compileIntrospection, type Introspect } from './introspect.ts'
import type { Planner } from './plan/planner.ts'
import type { SubscriptionNode } from './plan/query-plan.ts'
import { remainingDocument } from './plan/remaining-document.ts'
import type { TypeConditions } from './plan/type-conditions.ts'
import { createShapes, type Shapes } from './shape/shapes.ts'

/** An operation that is ready to run any number of times, with any variables. */
export interface PreparedOperation {
  /** Tells it from every other prepared operation. */
  number: number
  /** The fetches; null when no subgraph has to be asked. */
  run: Step | null
  start: SubscriptionNode | null
  introspect: Introspect
  shapes: Shapes
}

let lastNumber = 0

/** What operations are prepared with. */
export interface Preparation {
  schema: GraphQLSchema
  planner: Planner
  types: TypeConditions
  clients: SubgraphClients
}

/**
 * Plans and compiles operations. What was prepared is kept as long as its document is, separately for each set of
 * denied fields.
 */
export function createOperationCache(
  preparation: Preparation,
): (operation: ExecutableOperation) => PreparedOperation {
  const byDocument = new WeakMap<object, Map<string, PreparedOperation>>()
  return executable => {
    let prepared = byDocument.get(executable.document)
    if (!prepared) {
      prepared = new Map()
      byDocument.set(executable.document, prepared)
    }
    const key = `${executable.operation.name?.value ?? ''} ${executable.denied.key}`
    let operation = prepared.get(key)
    if (!operation) {
      operation = prepareOperation(preparation, executable)
      prepared.set(key, operation)
    }
    return operation
  }
}

function prepareOperation(
  { schema, planner, types, clients }: Preparation,
  executable: ExecutableOperation,
): PreparedOperation {
  const { document, operation, denied } = executable
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const remaining = remainingDocument(document, operation, denied.reasons)
  const plan = remaining ? planner.plan(remaining.document, remaining.operation) : null
  return {
    number: ++lastNumber,
    run: plan?.node ? compilePlan(plan.node, clients, types) : null,
    start: plan?.start ?? null,
    introspect: compileIntrospection(schema, operation, fragments),
    shapes: createShapes({ schema, document, operation, fragments, denied }),
  }
}
