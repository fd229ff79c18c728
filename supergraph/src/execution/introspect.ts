import {
  executeSync,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql'
import type { JsonObject } from './json.ts'
import type { PrivateNames } from './plan/private-names.ts'

/** Answers `__schema` and `__type` of an operation from the schema itself; null when it asks for neither. */
export type Introspect = ((variables: Record<string, unknown>) => JsonObject) | null

/** Compiles the introspection of an operation; its answer has the names by which the answer's shape looks for it. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  nameOf: PrivateNames,
): Introspect {
  const selections = metaSelections(operation.selectionSet.selections, fragments)
  if (operation.operation !== 'query' || selections.length === 0) return null
  const definitions = [
    { ...operation, selectionSet: { ...operation.selectionSet, selections } },
    ...fragments.values(),
  ]
  const document = visit(
    { kind: Kind.DOCUMENT, definitions },
    { Field: node => ({ ...node, alias: { kind: Kind.NAME, value: nameOf(node) } }) },
  )
  return variables => {
    const { data } = executeSync({ schema, document, variableValues: variables, rootValue: {} })
    return { ...data }
  }
}

function metaSelections(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD)
      return /^__(schema|type)$/.test(selection.name.value) ? [selection] : []
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    const inner = fragment ? metaSelections(fragment.selectionSet.selections, fragments) : []
    if (inner.length === 0) return []
    const selectionSet = { kind: Kind.SELECTION_SET, selections: inner } as const
    return [{ kind: Kind.INLINE_FRAGMENT, directives: selection.directives, selectionSet }]
  })
}
