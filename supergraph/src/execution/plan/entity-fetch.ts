import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql'
import type { EntityField } from './entity-fields.ts'
import type { FetchNode, PathStep, RequiredSelection } from './query-plan.ts'
import { responseName } from './selections.ts'
import type { TypeConditions } from './type-conditions.ts'

/**
 * Makes the fetch that reads one field of the entities of a type at a place.
 * @param field as it is selected in the subgraph
 * @param needed what the subgraph is sent of each entity
 * @param operation the client's
 */
export function entityFetch(
  field: FieldNode,
  { subgraph, as }: EntityField,
  entities: { type: string; path: PathStep[]; needed: readonly SelectionNode[] },
  operation: OperationDefinitionNode,
  types: TypeConditions,
): FetchNode {
  const { type, path, needed } = entities
  const typenames: PathStep[] = [
    { kind: 'types', names: types(type) },
    { kind: 'field', name: '__typename' },
  ]
  return {
    subgraph,
    ...entityOperation(field, as, operation),
    isRead: true,
    path,
    requires: [{ kind: 'fragment', on: type, selections: needed.map(required) }],
    inputRewrites: as === type ? [] : [{ kind: 'set', path: typenames, value: as }],
    outputRewrites: [],
    contexts: [],
  }
}

/** The text of the operation, with the names of the client's variables in it. */
function entityOperation(field: FieldNode, type: string, { variableDefinitions }: OperationDefinitionNode) {
  const variables = new Set<string>()
  visit(field, { Variable: ({ name }) => void variables.add(name.value) })
  const declared = (variableDefinitions ?? [])
    .filter(({ variable }) => variables.has(variable.name.value))
    .map(definition => `,${print({ ...definition, directives: [] })}`)
  const operation = `query($representations:[_Any!]!${declared.join('')}){_entities(representations:$representations){...on ${type}{${stripIgnoredCharacters(print(field))}}}}`
  return { operation, variables: [...variables] }
}

/** What a representation must hold, as selections. */
export function required(selection: SelectionNode): RequiredSelection {
  if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('Requirements have no named fragments')
  const selections = selection.selectionSet?.selections.map(required) ?? null
  if (selection.kind === Kind.FIELD)
    return { kind: 'field', read: responseName(selection), send: selection.name.value, selections }
  return { kind: 'fragment', on: selection.typeCondition?.name.value ?? '', selections: selections ?? [] }
}
