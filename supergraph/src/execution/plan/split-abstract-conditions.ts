import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/**
 * Puts fragments on a union, or on another interface, that stand inside an interface into one fragment for each type that
 * both have. That selects the same, but Apollo's planner gives up on the former where a subgraph knows the interface as an
 * object only.
 */
export function splitAbstractConditions(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const conditions = new Map<string, string>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      conditions.set(definition.name.value, definition.typeCondition.name.value)

  const conditionOf = (selection: SelectionNode): string | undefined => {
    if (selection.kind === Kind.FIELD) return undefined
    if (selection.kind === Kind.FRAGMENT_SPREAD) return conditions.get(selection.name.value)
    return selection.typeCondition?.name.value
  }

  const typeInfo = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave(node) {
          const parent = typeInfo.getParentType()
          if (!isInterfaceType(parent)) return undefined
          const split = (selection: SelectionNode): SelectionNode[] => {
            const condition = schema.getType(conditionOf(selection) ?? '')
            if (!isAbstractType(condition) || condition === parent) return [selection]
            return schema
              .getPossibleTypes(condition)
              .filter(member => schema.isSubType(parent, member))
              .map(member => ({
                kind: Kind.INLINE_FRAGMENT,
                typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: member.name } },
                selectionSet: { kind: Kind.SELECTION_SET, selections: [selection] },
              }))
          }
          return { ...node, selections: node.selections.flatMap(split) }
        },
      },
    }),
  )
}
