import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { TypeConditions } from './type-conditions.ts'
import { TYPENAME } from './typename.ts'

/**
 * Asks for `__typename` where an answer cannot be told from another one without it: below fields that may hold an object of a
 * type that clients do not see, and below those of which fragments may select nothing, since they are on other types than
 * the object has. Planners may leave out a field of which nothing can ever be selected, and with it whether it is null.
 * @param schema what clients see
 * @param types type conditions of the full schema
 */
export function askForTypes(
  document: DocumentNode,
  schema: GraphQLSchema,
  types: TypeConditions,
): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)

  /** True when something is selected on every object of the type. */
  const alwaysSelects = (set: SelectionSetNode, type: GraphQLCompositeType): boolean =>
    set.selections.some(selection => {
      if (selection.kind === Kind.FIELD) return true
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      const condition = fragment?.typeCondition?.name.value
      return (
        fragment !== undefined &&
        (condition === undefined || isAlways(type, schema.getType(condition))) &&
        alwaysSelects(fragment.selectionSet, type)
      )
    })

  const isAlways = (type: GraphQLCompositeType, condition: unknown): boolean => {
    const possible = isObjectType(type) ? [type] : schema.getPossibleTypes(type)
    if (!isCompositeType(condition)) return false
    const allowed = isObjectType(condition) ? [condition] : schema.getPossibleTypes(condition)
    return possible.every(each => allowed.includes(each))
  }

  const mayBeHidden = (type: GraphQLCompositeType) =>
    isAbstractType(type) && [...types(type.name)].some(name => schema.getType(name) === undefined)

  const typeInfo = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node) {
          const type = getNamedType(typeInfo.getType())
          if (!node.selectionSet || !isCompositeType(type)) return undefined
          if (alwaysSelects(node.selectionSet, type) && !mayBeHidden(type)) return undefined
          const selections = [TYPENAME, ...node.selectionSet.selections]
          return { ...node, selectionSet: { ...node.selectionSet, selections } }
        },
      },
    }),
  )
}
