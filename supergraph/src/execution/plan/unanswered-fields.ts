import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql'
import type { FetchNode, PlanNode } from './query-plan.ts'

/**
 * The root fields of an operation that no fetch of its plan asks for, by response name. Planners leave out what no subgraph
 * can answer, such as fields of an interface object whose types nobody has; that must not look like null.
 */
export function unansweredFields(plan: PlanNode | null, document: DocumentNode): string[] {
  const asked = new Set<string>()
  for (const { operation, outputRewrites } of rootFetches(plan)) {
    for (const name of rootNames(parse(operation, { noLocation: true }))) asked.add(name)
    for (const rewrite of outputRewrites) if (rewrite.kind === 'rename') asked.add(rewrite.to)
  }
  return [...rootNames(document)].filter(name => name !== '__typename' && !asked.has(name))
}

function rootFetches(node: PlanNode | null): FetchNode[] {
  if (node === null || node.kind === 'batch') return []
  if (node.kind === 'fetch') return node.fetch.path.length === 0 ? [node.fetch] : []
  return node.nodes.flatMap(rootFetches)
}

/** The response names of the root fields of a document with one operation. */
function rootNames({ definitions }: DocumentNode): Set<string> {
  const names = new Set<string>()
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const gather = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        names.add((selection.alias ?? selection.name).value)
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (fragment) gather(fragment.selectionSet)
    }
  }
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) gather(definition.selectionSet)
  return names
}
