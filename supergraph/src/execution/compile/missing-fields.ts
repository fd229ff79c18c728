import { type FragmentDefinitionNode, Kind, parse, type SelectionNode } from 'graphql'
import type { AnswerPath } from '../field-error.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import type { LocatedObject } from './walk-path.ts'

/**
 * Finds what objects lack because an operation for a subgraph got no answer: the ways to the fields that it asks for
 * and that nobody else has given.
 * @param entitiesUnder the response name of the entities that the objects stand for; null for objects of the root
 */
export function missingFields(
  operation: string,
  entitiesUnder: string | null,
  objects: readonly LocatedObject[],
  types: TypeConditions,
): AnswerPath[] {
  const { definitions } = parse(operation, { noLocation: true })
  const fragments = new Map<string, FragmentDefinitionNode>()
  let selections: readonly SelectionNode[] = []
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
    if (definition.kind === Kind.OPERATION_DEFINITION) selections = definition.selectionSet.selections
  }
  if (entitiesUnder !== null) selections = selections.flatMap(root => below(root, entitiesUnder))
  const missing: AnswerPath[] = []

  const look = (value: unknown, selected: readonly SelectionNode[], way: AnswerPath): void => {
    if (Array.isArray(value)) for (const [at, item] of value.entries()) look(item, selected, [...way, at])
    if (!isJsonObject(value)) return
    for (const selection of selected) {
      if (selection.kind === Kind.FIELD) lookAt(value, responseName(selection), selection.selectionSet, way)
      else {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
        if (fragment && fits(value, fragment.typeCondition?.name.value, types))
          look(value, fragment.selectionSet.selections, way)
      }
    }
  }

  const lookAt = (
    object: JsonObject,
    name: string,
    set: { selections: readonly SelectionNode[] } | undefined,
    way: AnswerPath,
  ): void => {
    const value = object[name]
    if (name === '__typename') return
    if (value === null || value === undefined) missing.push([...way, name])
    else if (set) look(value, set.selections, [...way, name])
  }

  for (const { object, path } of objects) look(object, selections, path)
  return missing
}

function below(root: SelectionNode, name: string): readonly SelectionNode[] {
  if (root.kind !== Kind.FIELD || responseName(root) !== name) return []
  return root.selectionSet?.selections ?? []
}

function responseName({ alias, name }: { alias?: { value: string }; name: { value: string } }): string {
  return (alias ?? name).value
}

function fits(object: JsonObject, condition: string | undefined, types: TypeConditions): boolean {
  const typename = object['__typename']
  return condition === undefined || typeof typename !== 'string' || types(condition).has(typename)
}
