import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import type { FetchNode, PlanNode } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { compileBatch } from './compile-batch.ts'
import { compileContextFetch } from './compile-context-fetch.ts'
import { compileEntityFetch } from './compile-entity-fetch.ts'
import { compileRootFetch } from './compile-root-fetch.ts'
import type { Step } from './step.ts'

/** The subgraphs of a supergraph by name. */
export type SubgraphClients = ReadonlyMap<string, SubgraphClient>

/** Compiles a plan, once for all runs of its operation. @throws when it names a subgraph that is not there. */
export function compilePlan(node: PlanNode, clients: SubgraphClients, types: TypeConditions): Step {
  switch (node.kind) {
    case 'sequence':
      return inSequence(node.nodes.map(child => compilePlan(child, clients, types)))
    case 'parallel':
      return inParallel(node.nodes.map(child => compilePlan(child, clients, types)))
    case 'fetch':
      return compileFetch(node.fetch, clientOf(node.fetch.subgraph, clients), types)
    case 'batch':
      return compileBatch(node.fetch, clientOf(node.fetch.subgraph, clients), types)
  }
}

function compileFetch(node: FetchNode, client: SubgraphClient, types: TypeConditions): Step {
  if (node.contexts.length > 0) return compileContextFetch(node, client, types)
  return node.requires
    ? compileEntityFetch(node, node.requires, client, types)
    : compileRootFetch(node, client, types)
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
