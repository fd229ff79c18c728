import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** A field of an answer: all selections of one response name on one type. */
export interface CollectedField {
  responseName: string
  name: string
  nodes: FieldNode[]
  /** What is selected below it. */
  selections: SelectionSetNode[]
}

/** Collects the fields that selection sets ask for on an object of the given type, in the order of the document. */
export type FieldCollector = (selections: readonly SelectionSetNode[], typename: string) => CollectedField[]

/** Field collection as section 6.3.2 of the GraphQL specification has it, for one document and its variables. */
export function createFieldCollector(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): FieldCollector {
  const isSkipped = (directives: readonly DirectiveNode[] | undefined): boolean =>
    directives?.some(directive => {
      const name = directive.name.value
      if (name !== 'skip' && name !== 'include') return false
      return conditionOf(directive, variables) === (name === 'skip')
    }) ?? false

  const applies = (condition: string, typename: string): boolean => {
    if (condition === typename) return true
    const [abstract, type] = [schema.getType(condition), schema.getType(typename)]
    return isAbstractType(abstract) && isObjectType(type) && schema.isSubType(abstract, type)
  }

  const collect = (set: SelectionSetNode, typename: string, fields: Map<string, CollectedField>): void => {
    for (const selection of set.selections) {
      if (isSkipped(selection.directives)) continue
      if (selection.kind === Kind.FIELD) {
        addField(selection, fields)
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) continue
      const condition = fragment.typeCondition?.name.value
      if (condition === undefined || applies(condition, typename))
        collect(fragment.selectionSet, typename, fields)
    }
  }

  return (selections, typename) => {
    const fields = new Map<string, CollectedField>()
    for (const set of selections) collect(set, typename, fields)
    return [...fields.values()]
  }
}

function addField(node: FieldNode, fields: Map<string, CollectedField>): void {
  const responseName = (node.alias ?? node.name).value
  let field = fields.get(responseName)
  if (!field) {
    field = { responseName, name: node.name.value, nodes: [], selections: [] }
    fields.set(responseName, field)
  }
  field.nodes.push(node)
  if (node.selectionSet) field.selections.push(node.selectionSet)
}

function conditionOf(directive: DirectiveNode, variables: Record<string, unknown>): boolean {
  const value = directive.arguments?.[0]?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] === true
  return value?.kind === Kind.BOOLEAN && value.value
}
