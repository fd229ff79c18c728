import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'
import type { PrivateNames } from '../plan/private-names.ts'

/** A field of an answer: all selections of one response name on one type. */
export interface CollectedField {
  responseName: string
  /** The key of its value in the data that was gathered. */
  key: string
  name: string
  nodes: FieldNode[]
  /** What is selected below it. */
  selections: SelectionSetNode[]
}

/**
 * The type of an object of an answer. It is an interface where nothing the client selected depends on the object's own
 * type, so that the plan did not ask for it (`@interfaceObject`).
 */
export type ShapedType = GraphQLObjectType | GraphQLInterfaceType

/**
 * Collects the fields that selection sets ask for on an object, in the order of the document; null when that depends on
 * the object's own type and only its interface is known.
 */
export type FieldCollector = (
  selections: readonly SelectionSetNode[],
  type: ShapedType,
) => CollectedField[] | null

/**
 * Field collection as section 6.3.2 of the GraphQL specification has it, for one document and the
 * variables that its conditions name.
 */
export function createFieldCollector(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
  nameOf: PrivateNames,
): FieldCollector {
  const applies = (condition: string, type: ShapedType): boolean => {
    const abstract = schema.getType(condition)
    return condition === type.name || (isAbstractType(abstract) && schema.isSubType(abstract, type))
  }

  const collect = (set: SelectionSetNode, type: ShapedType, fields: Map<string, CollectedField>): void => {
    for (const selection of set.selections) {
      if (isLeftOut(selection.directives, variables)) continue
      if (selection.kind === Kind.FIELD) {
        addField(selection, fields, nameOf)
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) continue
      const condition = fragment.typeCondition?.name.value
      if (condition === undefined || applies(condition, type)) collect(fragment.selectionSet, type, fields)
    }
  }

  const fieldsOf = (selections: readonly SelectionSetNode[], type: ShapedType): CollectedField[] => {
    const fields = new Map<string, CollectedField>()
    for (const set of selections) collect(set, type, fields)
    return [...fields.values()]
  }

  return (selections, type) => {
    if (isObjectType(type)) return fieldsOf(selections, type)
    // No subgraph may have any type of an interface that others know as an object only.
    const possible = schema.getPossibleTypes(type)
    const [first, ...others] = (possible.length > 0 ? possible : [type]).map(each =>
      fieldsOf(selections, each),
    )
    return first && isSameWhateverType(first, others) ? first : null
  }
}

/** True when the same fields are selected on several types, and none of them tells the type. */
function isSameWhateverType(first: CollectedField[], others: CollectedField[][]): boolean {
  const nodes = first.flatMap(field => field.nodes)
  return (
    first.every(({ name }) => name !== '__typename') &&
    others.every(other => {
      const otherNodes = other.flatMap(field => field.nodes)
      return otherNodes.length === nodes.length && otherNodes.every((node, at) => node === nodes[at])
    })
  )
}

function addField(node: FieldNode, fields: Map<string, CollectedField>, nameOf: PrivateNames): void {
  const responseName = (node.alias ?? node.name).value
  let field = fields.get(responseName)
  if (!field) {
    field = { responseName, key: nameOf(node), name: node.name.value, nodes: [], selections: [] }
    fields.set(responseName, field)
  }
  field.nodes.push(node)
  if (node.selectionSet) field.selections.push(node.selectionSet)
}
