import { Kind, type SelectionSetNode } from 'graphql'
import { namesOf } from './fetched-values.ts'
import type { FetchNode, PathStep, PlanNode, RequiredSelection } from './query-plan.ts'

/** Entities that a fetch reads, with what is sent of them. */
export type SentEntities = Pick<FetchNode, 'requires' | 'inputRewrites' | 'outputRewrites'> & {
  paths: readonly (readonly PathStep[])[]
  selections: SelectionSetNode
}

/** The groups of entities that a fetch reads; none for one of the root. */
export function sentEntities(
  node: Exclude<PlanNode, { nodes: PlanNode[] }>,
  root: SelectionSetNode,
): SentEntities[] {
  return root.selections.flatMap(selection => {
    if (selection.kind !== Kind.FIELD || selection.name.value !== '_entities' || !selection.selectionSet)
      return []
    const selections = selection.selectionSet
    if (node.kind === 'fetch') return { ...node.fetch, paths: [node.fetch.path], selections }
    const group = node.fetch.groups.find(({ alias }) => alias === (selection.alias ?? selection.name).value)
    return group ? { ...group, selections } : []
  })
}

/** The fields that are read of entities themselves, with the types of the fragments that they stand in. */
export function fieldsReadOf({ selections }: SelectionSetNode, type = ''): { type: string; name: string }[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return { type, name: selection.name.value }
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    return fieldsReadOf(selection.selectionSet, selection.typeCondition?.name.value ?? type)
  })
}

/** The way from an entity to where was read what is sent as a field of it; null where that is not sent. */
export function wayOfSent(
  [name, ...rest]: readonly string[],
  { requires, inputRewrites }: SentEntities,
): string[] | null {
  const renamed = inputRewrites.find(rewrite => rewrite.kind === 'rename' && rewrite.to === name)
  const sent = renamed ? namesOf(renamed.path).at(-1) : name
  return look(requires ?? [], sent, rest)
}

function look(
  selections: readonly RequiredSelection[],
  wanted: string | undefined,
  left: readonly string[],
): string[] | null {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      const found = look(selection.selections, wanted, left)
      if (found) return found
    } else if (selection.send === wanted) {
      if (left.length === 0) return [selection.read]
      const below = look(selection.selections ?? [], left[0], left.slice(1))
      if (below) return [selection.read, ...below]
    }
  }
  return null
}
