import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import type { FetchDataRewrite, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner'
import {
  type FetchNode as ApolloFetch,
  type PlanNode as ApolloNode,
  QueryPlanner,
} from '@apollo/query-planner'
import type { Planner } from './planner.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'
import type { ContextValue, FetchNode, PathStep, PlanNode, RequiredSelection, Rewrite } from './query-plan.ts'
import { splitAbstractConditions } from './split-abstract-conditions.ts'
import type { TypeConditions } from './type-conditions.ts'

/** The planner of @apollo/query-planner: pure JavaScript, so it works everywhere. */
export function createApolloPlanner(
  sdl: string,
  types: TypeConditions,
  overrides: ProgressiveOverrides,
): Planner {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: null, validateSupergraph: false })
  const planner = new QueryPlanner(supergraph)
  const api = supergraph.apiSchema()
  const schema = api.toGraphQLJSSchema()
  const hasInterfaceObjects = /isInterfaceObject: true/.test(sdl)
  return {
    name: 'apollo',
    async plan(document, operation, share) {
      const name = operation.name?.value
      const planned = hasInterfaceObjects ? splitAbstractConditions(document, schema) : document
      const { node } = planner.buildQueryPlan(
        operationFromDocument(api, planned, name ? { operationName: name } : {}),
        { overrideConditions: new Map(overrides.outcomes(share)) },
      )
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
