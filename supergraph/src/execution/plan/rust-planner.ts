import { createRequire } from 'node:module'
import type * as Rust from '@graphql-hive/router-query-planner'
import type { Planner } from './planner.ts'
import { createPlannerProcess } from './planner-process.ts'
import { createPlanning } from './planning.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'
import type {
  BatchNode,
  FetchNode,
  PathStep,
  PlanNode,
  QueryPlan,
  RequiredSelection,
  Rewrite,
} from './query-plan.ts'
import type { TypeConditions } from './type-conditions.ts'

/** A planner that answers null, or throws, for an operation that it gives up or plans wrongly; another one then has to. */
export interface FalliblePlanner {
  readonly name: Planner['name']
  plan(...operation: Parameters<Planner['plan']>): Promise<QueryPlan | null>
}

/** One process for all supergraphs that this one serves. */
const planners = createPlannerProcess({ program: 'rust-planner-process.mjs' })

/**
 * The Rust planner of Hive Router, in a process of its own, or null on platforms for which it has no binary. It answers
 * null for every operation of a supergraph that it cannot be made for.
 */
export function createRustPlanner(
  sdl: string,
  types: TypeConditions,
  overrides: ProgressiveOverrides,
): FalliblePlanner | null {
  if (!hasBinary()) return null
  const ask = createPlanning(planners, sdl, overrides)
  return {
    name: 'rust',
    async plan(...operation) {
      const outcome = await ask(...operation)
      if (outcome.kind === 'crashed')
        throw new Error(`The Rust planner ended its process. ${outcome.lastWords}`)
      if (outcome.kind !== 'planned') return null
      const node = outcome.node as Rust.PlanNode | null
      if (node?.kind === 'Subscription' || (node && losesRequirements(node, null, types))) return null
      return { node: node ? translate(node, [], types) : null, start: null }
    },
  }
}

function hasBinary(): boolean {
  try {
    createRequire(import.meta.url)('@graphql-hive/router-query-planner')
    return true
  } catch {
    return false
  }
}

/**
 * True when a plan may ask too little for an interface object (`@interfaceObject`): where fragments on several types
 * select its fields, the planner makes one fetch of it but requires only what the last of them does, of that type alone.
 * @param last the last step of the path to the node
 */
function losesRequirements(
  node: Rust.PlanNode,
  last: Rust.FlattenNodePathSegment | null,
  types: TypeConditions,
): boolean {
  if (node.kind === 'Sequence' || node.kind === 'Parallel')
    return node.nodes.some(child => losesRequirements(child, last, types))
  if (node.kind === 'Flatten') return losesRequirements(node.node, node.path.at(-1) ?? last, types)
  if (node.kind === 'BatchFetch')
    return node.entityBatch.aliases.some(({ requires, inputRewrites, paths }) =>
      paths.some(path => isOfOneType(requires, inputRewrites, path.at(-1) ?? last, types)),
    )
  return node.kind === 'Fetch' && isOfOneType(node.requires ?? [], node.inputRewrites, last, types)
}

function isOfOneType(
  [required, ...others]: readonly Rust.RequiresSelection[],
  rewrites: readonly Rust.InputRewrite[] | undefined,
  last: Rust.FlattenNodePathSegment | null,
  types: TypeConditions,
): boolean {
  if (required?.kind !== 'InlineFragment' || others.length > 0 || !rewrites?.length) return false
  const isAtThatType = last !== null && typeof last === 'object' && 'TypeCondition' in last
  return !isAtThatType && types(required.typeCondition).size === 1
}

function translate(node: Rust.PlanNode, path: PathStep[], types: TypeConditions): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map(child => translate(child, path, types)) }
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map(child => translate(child, path, types)) }
    case 'Flatten':
      return translate(node.node, [...path, ...node.path.map(step => translateStep(step, types))], types)
    case 'Fetch':
      return { kind: 'fetch', fetch: translateFetch(node, path, types) }
    case 'BatchFetch':
      return { kind: 'batch', fetch: translateBatch(node, path, types) }
    case 'Condition':
    case 'Subscription':
    case 'Defer':
      throw new Error(`The planner answered with a ${node.kind}, which the operation does not have`)
  }
}

function translateFetch(node: Rust.FetchNode, path: PathStep[], types: TypeConditions): FetchNode {
  return {
    subgraph: node.serviceName,
    operation: node.operation,
    isRead: (node.operationKind ?? 'query') === 'query',
    variables: node.variableUsages ?? [],
    path,
    requires: node.requires?.map(translateRequired) ?? null,
    inputRewrites: (node.inputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
    outputRewrites: (node.outputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
    contexts: [],
  }
}

function translateBatch(node: Rust.BatchFetchNode, base: PathStep[], types: TypeConditions): BatchNode {
  return {
    subgraph: node.serviceName,
    operation: node.operation,
    isRead: (node.operationKind ?? 'query') === 'query',
    variables: node.variableUsages ?? [],
    groups: node.entityBatch.aliases.map(group => ({
      alias: group.alias,
      representationsVariable: group.representationsVariableName,
      paths: group.paths.map(path => [...base, ...path.map(step => translateStep(step, types))]),
      requires: group.requires.map(translateRequired),
      inputRewrites: (group.inputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
      outputRewrites: (group.outputRewrites ?? []).map(rewrite => translateRewrite(rewrite, types)),
    })),
  }
}

type RustStep = Rust.FlattenNodePathSegment | Rust.FetchNodePathSegment

function translateStep(step: RustStep, types: TypeConditions): PathStep {
  if (step === '@') return { kind: 'each' }
  if ('Field' in step) return { kind: 'field', name: step.Field }
  if ('Key' in step) return { kind: 'field', name: step.Key }
  const conditions = 'TypeCondition' in step ? step.TypeCondition : step.TypenameEquals
  return { kind: 'types', names: new Set(conditions.flatMap(condition => [...types(condition)])) }
}

/** In this planner's `requires`, `name` is the key to read from the answer and `alias` the key to send. */
function translateRequired(selection: Rust.RequiresSelection): RequiredSelection {
  if (selection.kind === 'Field') {
    const selections = selection.selections?.map(translateRequired) ?? null
    return { kind: 'field', read: selection.name, send: selection.alias ?? selection.name, selections }
  }
  if (selection.kind === 'FragmentSpread')
    throw new Error(`The planner requires a fragment spread: ${selection.value}`)
  return {
    kind: 'fragment',
    on: selection.typeCondition,
    selections: selection.selections.map(translateRequired),
  }
}

function translateRewrite(rewrite: Rust.InputRewrite, types: TypeConditions): Rewrite {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer
    return { kind: 'rename', path: path.map(step => translateStep(step, types)), to: renameKeyTo }
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite
  return { kind: 'set', path: path.map(step => translateStep(step, types)), value: setValueTo }
}
