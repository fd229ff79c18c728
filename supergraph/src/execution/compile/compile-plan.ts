import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import type { FetchNode, PlanNode } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { compileBatch } from './compile-batch.ts'
import { compileContextFetch } from './compile-context-fetch.ts'
import { compileEntityFetch } from './compile-entity-fetch.ts'
import { compileJoinedFetch } from './compile-joined-fetch.ts'
import { compileRootFetch } from './compile-root-fetch.ts'
import { copyObject, deepMerge, type Merge } from './deep-merge.ts'
import type { Step } from './step.ts'

/** The subgraphs of a supergraph by name. */
export type SubgraphClients = ReadonlyMap<string, SubgraphClient>

/** Compiles a plan, once for all runs of its operation. @throws when it names a subgraph that is not there. */
export function compilePlan(plan: PlanNode, clients: SubgraphClients, types: TypeConditions): Step {
  const merge: Merge = takesContexts(plan)
    ? (target, answered) => deepMerge(target, copyObject(answered), types)
    : (target, answered) => deepMerge(target, answered, types)
  const compile = (node: PlanNode): Step => {
    switch (node.kind) {
      case 'sequence':
        return inSequence(node.nodes.map(compile))
      case 'parallel':
        return inParallel(node.nodes.map(compile))
      case 'fetch':
        return compileFetch(node.fetch, clientOf(node.fetch.subgraph, clients), types, merge)
      case 'batch':
        return compileBatch(node.fetch, clientOf(node.fetch.subgraph, clients), types)
    }
  }
  return compile(plan)
}

/**
 * True when fields of a plan depend on enclosing objects (`@fromContext`): one entity may have other values of them at each of
 * its places then, so that these must not share what a subgraph answered.
 */
function takesContexts(node: PlanNode): boolean {
  if (node.kind === 'fetch') return node.fetch.contexts.length > 0
  return node.kind !== 'batch' && node.nodes.some(takesContexts)
}

function compileFetch(node: FetchNode, client: SubgraphClient, types: TypeConditions, merge: Merge): Step {
  if (node.contexts.length > 0) return compileContextFetch(node, client, types, merge)
  const fetch = node.requires
    ? compileEntityFetch(node, node.requires, client, types, merge)
    : compileRootFetch(node, client, types, merge)
  return node.joins ? compileJoinedFetch(node, node.joins, fetch, types, merge) : fetch
}

function inSequence(steps: readonly Step[]): Step {
  return async run => {
    for (const step of steps) await step(run)
  }
}

function inParallel(steps: readonly Step[]): Step {
  return async run => {
    await Promise.all(steps.map(step => step(run)))
  }
}

function clientOf(name: string, clients: SubgraphClients): SubgraphClient {
  const client = clients.get(name)
  if (!client) throw new Error(`The plan asks the subgraph ${name}, which the supergraph does not have`)
  return client
}
