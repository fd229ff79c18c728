import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionNode,
} from 'graphql'
import { argumentOf, graphsOf, textOf, usesOf } from './subgraph-types.ts'

export type CompositeDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

/** What tells objects of one type apart. */
export interface EntityKeys {
  /** A key that a subgraph has of the objects of a type; null where it has none. */
  of(type: string, subgraph: string): readonly SelectionNode[] | null
  /** True when all that is selected of a type is in a key of it, in any subgraph. */
  include(type: string, selection: FieldNode): boolean
}

/** Reads the keys of objects from the `join__type` directives of a supergraph. */
export function readEntityKeys(supergraph: DocumentNode): EntityKeys {
  const names = graphsOf(supergraph)
  const definitions = compositeDefinitions(supergraph)
  const usesOfType = (type: string) => usesOf(definitions.get(type)?.directives, 'join__type')
  return {
    of(type, subgraph) {
      const isHere = (use: ConstDirectiveNode) => names.get(textOf(use, 'graph') ?? '') === subgraph
      const [key] = usesOfType(type).flatMap(use => (isHere(use) ? (textOf(use, 'key') ?? []) : []))
      return key === undefined ? null : selectionsOf(key)
    },
    include: (type, selection) =>
      usesOfType(type).some(use => isAmong(selection, selectionsOf(textOf(use, 'key')))),
  }
}

/** True when a selection, and all below it, is among others as it is: under the same name, without arguments. */
function isAmong(selection: SelectionNode, others: readonly SelectionNode[]): boolean {
  if (selection.kind !== Kind.FIELD || selection.alias || selection.arguments?.length) return false
  const name = selection.name.value
  if (name === '__typename') return true
  return others.some(other => {
    if (other.kind !== Kind.FIELD || other.name.value !== name) return false
    const inside = other.selectionSet?.selections ?? []
    return selection.selectionSet?.selections.every(each => isAmong(each, inside)) ?? true
  })
}

/** The keys by which a subgraph can be asked for objects. */
export function resolvableKeys({ directives }: CompositeDefinition, graph: string): SelectionNode[][] {
  return usesOf(directives, 'join__type').flatMap(use => {
    const key = textOf(use, 'key')
    const isResolvable = argumentOf(use, 'resolvable') === undefined || isTrue(use, 'resolvable')
    return key !== undefined && isResolvable && textOf(use, 'graph') === graph ? [selectionsOf(key)] : []
  })
}

export function isTrue(use: ConstDirectiveNode, argument: string): boolean {
  const value = argumentOf(use, argument)
  return value?.kind === Kind.BOOLEAN && value.value
}

/** The objects and interfaces of a supergraph by name. */
export function compositeDefinitions(supergraph: DocumentNode): ReadonlyMap<string, CompositeDefinition> {
  const definitions = new Map<string, CompositeDefinition>()
  for (const definition of supergraph.definitions)
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
      definitions.set(definition.name.value, definition)
  return definitions
}

/** The selections of a key or a requirement. */
export function selectionsOf(fields: string | undefined): SelectionNode[] {
  if (fields === undefined) return []
  return parse(`{${fields}}`, { noLocation: true }).definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
  )
}
