import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  print,
  type SelectionSetNode,
} from 'graphql'

/** The names of object types; null stands for any. */
export type ObjectNames = ReadonlySet<string> | null

/** Reads what the selection sets of a document select. */
export interface SelectedFields {
  /** The fields that are selected on objects of some of these types, by response name. */
  of(sets: readonly SelectionSetNode[], objects: ObjectNames): ReadonlyMap<string, readonly FieldNode[]>
}

/** @param possible the objects that satisfy a type condition */
export function createSelectedFields(
  document: DocumentNode,
  possible: (condition: string) => ReadonlySet<string>,
): SelectedFields {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)

  const gather = (set: SelectionSetNode, objects: ObjectNames, fields: Map<string, FieldNode[]>): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value
        fields.set(name, [...(fields.get(name) ?? []), selection])
        continue
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      const condition = fragment?.typeCondition?.name.value
      const left = condition === undefined ? objects : both(objects, possible(condition))
      if (fragment && left?.size !== 0) gather(fragment.selectionSet, left, fields)
    }
  }
  return {
    of(sets, objects) {
      const fields = new Map<string, FieldNode[]>()
      for (const set of sets) gather(set, objects, fields)
      return fields
    },
  }
}

/** The names that are in both. */
export function both(one: ObjectNames, other: ReadonlySet<string>): ReadonlySet<string> {
  return one === null ? other : new Set([...one].filter(name => other.has(name)))
}

/** True when fields with one response name are the same field with the same arguments, as they are wherever they can meet. */
export function isSameField([first, ...others]: readonly FieldNode[]): boolean {
  const head = ({ name, arguments: given }: FieldNode) => print({ kind: Kind.FIELD, name, arguments: given })
  return others.every(field => first !== undefined && head(field) === head(first))
}
