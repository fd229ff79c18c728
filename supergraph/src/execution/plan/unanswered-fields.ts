import { type DocumentNode, parse } from 'graphql'
import type { FetchNode, PlanNode } from './query-plan.ts'
import { rootFields } from './root-fields.ts'

/**
 * The root fields of an operation that no fetch of its plan asks for, by response name. Planners leave out what no subgraph
 * can answer, such as fields of an interface object whose types nobody has; that must not look like null.
 */
export function unansweredFields(plan: PlanNode | null, document: DocumentNode): string[] {
  const asked = new Set<string>()
  for (const { operation, outputRewrites } of rootFetches(plan)) {
    for (const name of rootFields(parse(operation, { noLocation: true })).keys()) asked.add(name)
    for (const rewrite of outputRewrites) if (rewrite.kind === 'rename') asked.add(rewrite.to)
  }
  return [...rootFields(document).keys()].filter(name => !asked.has(name))
}

function rootFetches(node: PlanNode | null): FetchNode[] {
  if (node === null || node.kind === 'batch') return []
  if (node.kind === 'fetch') return node.fetch.path.length === 0 ? [node.fetch] : []
  return node.nodes.flatMap(rootFetches)
}
