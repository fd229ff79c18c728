import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'

/** The operation of a document, with inline fragments in place of its fragments. */
export function withoutFragments({ definitions }: DocumentNode): OperationDefinitionNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const operation = definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  return (
    operation &&
    visit(operation, {
      // What takes the place of a spread is visited in turn.
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value)
        if (!fragment) return undefined
        const { typeCondition, selectionSet } = fragment
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }
      },
    })
  )
}
