import type { ConstDirectiveNode, DocumentNode, SelectionNode } from 'graphql'
import {
  type CompositeDefinition,
  compositeDefinitions,
  isTrue,
  resolvableKeys,
  selectionsOf,
} from './entity-keys.ts'
import { argumentOf, graphsOf, textOf, usesOf } from './subgraph-types.ts'

/** A field of an object that one subgraph answers of it, told which object it is. */
export interface EntityField {
  subgraph: string
  /** The type as which the subgraph knows the object: an interface where it knows no more (`@interfaceObject`). */
  as: string
  /** What the subgraph needs to know the object by. */
  key: readonly SelectionNode[]
  /** What it computes the field from (`@requires`). */
  requires: readonly SelectionNode[]
}

/** How fields of objects can be read of entities. */
export interface EntityFields {
  /** Of a field that no subgraph can answer without being sent something of others: all ways to read it. */
  computed(type: string, field: string): readonly EntityField[]
  /** Of a field that is not computed: all ways to read it. */
  plain(type: string, field: string): readonly EntityField[]
}

/** Reads from the `join__` directives of a supergraph how entities are known and by whom their fields are answered. */
export function readEntityFields(supergraph: DocumentNode): EntityFields {
  const names = graphsOf(supergraph)
  const definitions = compositeDefinitions(supergraph)

  /** A field as all subgraphs answer it that know the object by this definition. */
  const waysOf = (
    definition: CompositeDefinition,
    field: string,
    graphs: readonly string[],
  ): EntityField[] => {
    const found = definition.fields?.find(({ name }) => name.value === field)
    if (!found) return []
    const uses = usesOf(found.directives, 'join__field')
    return graphs.flatMap(graph => {
      const use = uses.find(each => textOf(each, 'graph') === graph)
      const subgraph = names.get(graph)
      const isAnswered = uses.length === 0 || (use && isAnswering(use))
      if (!isAnswered || subgraph === undefined) return []
      const requires = selectionsOf(use && textOf(use, 'requires'))
      return resolvableKeys(definition, graph).map(key => ({
        subgraph,
        as: definition.name.value,
        key,
        requires,
      }))
    })
  }

  const read = (type: string, field: string): readonly EntityField[] => {
    const definition = definitions.get(type)
    if (!definition) return []
    const own = waysOf(definition, field, graphsKnowing(definition, false))
    const interfaces = (definition.interfaces ?? []).flatMap(({ name }) => definitions.get(name.value) ?? [])
    return [...own, ...interfaces.flatMap(each => waysOf(each, field, graphsKnowing(each, true)))]
  }

  const known = new Map<string, readonly EntityField[]>()
  const ways = (type: string, field: string) => {
    const name = `${type}.${field}`
    const found = known.get(name) ?? read(type, field)
    known.set(name, found)
    return found
  }
  return {
    computed(type, field) {
      const all = ways(type, field)
      return all.every(({ requires }) => requires.length > 0) ? all : []
    },
    plain: (type, field) => ways(type, field).filter(({ requires }) => requires.length === 0),
  }
}

/** The subgraphs that have a type, each once; of an interface only those that know it as an object. */
function graphsKnowing({ directives }: CompositeDefinition, asInterfaceObject: boolean): string[] {
  const uses = usesOf(directives, 'join__type').filter(
    use => isTrue(use, 'isInterfaceObject') === asInterfaceObject,
  )
  return [...new Set(uses.flatMap(use => textOf(use, 'graph') ?? []))]
}

/** Fields that move step by step (`@override(label:)`), or take values of enclosing objects, are left to planners. */
const isAnswering = (use: ConstDirectiveNode) =>
  ['external', 'usedOverridden', 'overrideLabel', 'contextArguments'].every(
    argument => argumentOf(use, argument) === undefined,
  )
