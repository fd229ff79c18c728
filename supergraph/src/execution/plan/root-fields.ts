import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { RemainingDocument } from './remaining-document.ts'

/**
 * The root fields of a document with one operation, by response name, without `__typename`. Those in fragments are there
 * too: a root has one type only, so that each of them applies.
 */
export function rootFields({ definitions }: DocumentNode): Map<string, FieldNode[]> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const fields = new Map<string, FieldNode[]>()
  const gather = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        if (name !== '__typename') fields.set(name, [...(fields.get(name) ?? []), selection])
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (fragment) gather(fragment.selectionSet)
    }
  }
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) gather(definition.selectionSet)
  return fields
}

/** Takes a document apart into one for each response name of its root fields, in their order. */
export function rootParts(document: DocumentNode, operation: OperationDefinitionNode): RemainingDocument[] {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  return [...rootFields(document).values()].map(selections => {
    const part: OperationDefinitionNode = {
      ...operation,
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    }
    return { operation: part, document: { kind: Kind.DOCUMENT, definitions: [part, ...fragments] } }
  })
}
