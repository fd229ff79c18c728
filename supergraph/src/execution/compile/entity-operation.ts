import { type FieldNode, Kind, parse, type SelectionNode } from 'graphql'

/**
 * True when an `_entities` operation selects nothing but leaves. The entities it answers with hold no objects that a
 * later fetch could add to, so they may be shared by all places of an answer where the same entity is asked for.
 */
export function selectsLeavesOnly(operation: string): boolean {
  const document = parse(operation, { noLocation: true })
  const definition = document.definitions[0]
  if (document.definitions.length !== 1 || definition?.kind !== Kind.OPERATION_DEFINITION) return false
  const entities = definition.selectionSet.selections.find(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  )
  return (
    entities?.selectionSet?.selections.every(
      selection => selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.every(isLeaf),
    ) ?? false
  )
}

function isLeaf(selection: SelectionNode): boolean {
  return selection.kind === Kind.FIELD && !selection.selectionSet
}
