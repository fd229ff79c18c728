import { type DocumentNode, type FieldNode, Kind, parse, print, type SelectionSetNode } from 'graphql'
import { graphsOf, textOf, usesOf } from './subgraph-types.ts'

/** One of the fields that another one is computed from: the way to it from the object, and the field with its arguments. */
export interface RequiredField {
  way: readonly string[]
  field: string
}

/** What fields are computed from (`@requires`), by subgraph, type and name. */
export function readRequirements(supergraph: DocumentNode): ReadonlyMap<string, readonly RequiredField[]> {
  const names = graphsOf(supergraph)
  const requirements = new Map<string, RequiredField[]>()
  for (const definition of supergraph.definitions) {
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION
    if (!isObject && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? [])
      for (const use of usesOf(field.directives, 'join__field')) {
        const requires = textOf(use, 'requires')
        if (requires === undefined) continue
        const [set] = parse(`{${requires}}`, { noLocation: true }).definitions
        const path = `${names.get(textOf(use, 'graph') ?? '')} ${definition.name.value}.${field.name.value}`
        if (set?.kind === Kind.OPERATION_DEFINITION) requirements.set(path, fieldsOf(set.selectionSet, []))
      }
  }
  return requirements
}

function fieldsOf({ selections }: SelectionSetNode, base: readonly string[]): RequiredField[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, base)
    const way = [...base, selection.name.value]
    const below = selection.selectionSet ? fieldsOf(selection.selectionSet, way) : []
    return [{ way, field: withArguments(selection) }, ...below]
  })
}

/** A field with its arguments as text, the same for the same ones. */
export const withArguments = ({ name, arguments: given = [] }: FieldNode) =>
  [name.value, ...given.map(print).sort()].join(' ')
