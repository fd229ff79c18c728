import type {
  FetchNode as ApolloFetch,
  PlanNode as ApolloNode,
  FetchDataRewrite,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { Planner } from './planner.ts'
import { createPlannerProcess } from './planner-process.ts'
import { createPlanning } from './planning.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'
import type { ContextValue, FetchNode, PathStep, PlanNode, RequiredSelection, Rewrite } from './query-plan.ts'
import { splitAbstractConditions } from './split-abstract-conditions.ts'
import type { TypeConditions } from './type-conditions.ts'

/**
 * One process for all supergraphs that this one serves. It takes longer to start than the Rust planner's, and to plan; where it
 * goes in a circle it has no memory left after a few seconds.
 */
const planners = createPlannerProcess({
  program: 'apollo-planner-process.mjs',
  timeoutMs: 20_000,
  idleMs: 60_000,
})

/**
 * The planner of @apollo/query-planner: pure JavaScript, so it works everywhere. It has a process of its own, too: planning
 * takes long, and there are operations over which it never ends.
 * @param schema what clients see
 */
export function createApolloPlanner(
  sdl: string,
  schema: GraphQLSchema,
  types: TypeConditions,
  overrides: ProgressiveOverrides,
): Planner {
  // What happens while a subscription is planned is not told to it.
  if (schema.getSubscriptionType()) planners.keep()
  const ask = createPlanning(planners, sdl, overrides)
  const hasInterfaceObjects = /isInterfaceObject: true/.test(sdl)
  return {
    name: 'apollo',
    async plan(document, operation, share) {
      const planned = hasInterfaceObjects ? splitAbstractConditions(document, schema) : document
      const outcome = await ask(planned, operation, share)
      if (outcome.kind !== 'planned')
        throw new Error(outcome.kind === 'refused' ? outcome.reason : `Apollo's planner has ${outcome.kind}`)
      const node = outcome.node as ApolloNode | SubscriptionNode | null
      if (!node) return { node: null, start: null }
      if (node.kind !== 'Subscription') return { node: translate(node, [], types), start: null }
      return { node: node.rest ? translate(node.rest, [], types) : null, start: translateStart(node) }
    },
  }
}

function translateStart({ primary }: SubscriptionNode) {
  return {
    subgraph: primary.serviceName,
    operation: primary.operation,
    variables: primary.variableUsages ?? [],
  }
}

function translate(node: ApolloNode, path: PathStep[], types: TypeConditions): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map(child => translate(child, path, types)) }
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map(child => translate(child, path, types)) }
    case 'Flatten':
      return translate(
        node.node,
        [...path, ...node.path.map(step => translateStep(String(step), types))],
        types,
      )
    case 'Fetch':
      return { kind: 'fetch', fetch: translateFetch(node, path, types) }
    case 'Condition':
    case 'Defer':
      throw new Error(`The planner answered with a ${node.kind}, which the operation does not have`)
  }
}

function translateFetch(node: ApolloFetch, path: PathStep[], types: TypeConditions): FetchNode {
  return {
    subgraph: node.serviceName,
    operation: node.operation,
    isRead: node.operationKind === 'query',
    variables: node.variableUsages ?? [],
    path,
    requires: node.requires?.map(translateRequired) ?? null,
    inputRewrites: (node.inputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
    outputRewrites: (node.outputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
    contexts: (node.contextRewrites ?? []).map(rewrite => translateContext(rewrite, types)),
  }
}

function translateStep(step: string, types: TypeConditions): PathStep {
  if (step === '@') return { kind: 'each' }
  if (step.startsWith('... on ')) return { kind: 'types', names: types(step.slice('... on '.length)) }
  return { kind: 'field', name: step }
}

function translateRequired(selection: QueryPlanSelectionNode): RequiredSelection {
  if (selection.kind === 'Field') {
    const key = selection.alias ?? selection.name
    return {
      kind: 'field',
      read: key,
      send: key,
      selections: selection.selections?.map(translateRequired) ?? null,
    }
  }
  const selections = selection.selections.map(translateRequired)
  return { kind: 'fragment', on: selection.typeCondition ?? '', selections }
}

function translateRewrite(rewrite: FetchDataRewrite, types: TypeConditions): Rewrite {
  const path = rewrite.path.map(step => translateStep(step, types))
  if (rewrite.kind === 'ValueSetter') return { kind: 'set', path, value: rewrite.setValueTo }
  return { kind: 'rename', path, to: rewrite.renameKeyTo }
}

function translateContext(
  rewrite: { path: string[]; renameKeyTo: string },
  types: TypeConditions,
): ContextValue {
  const levelsUp = rewrite.path.filter(step => step === '..').length
  const path = rewrite.path.slice(levelsUp).map(step => translateStep(step, types))
  return { levelsUp, path, variable: rewrite.renameKeyTo }
}
