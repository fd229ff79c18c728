import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  Kind,
  print,
} from 'graphql'

/** What one subgraph has of the types of a supergraph. */
export interface SubgraphTypes {
  /** The objects that it can answer where it answers with this type. */
  possible(type: string): readonly string[]
  /**
   * The type with which it answers a field of a type, as in its schema (`[Item!]!`), which may be narrower than the
   * supergraph's; null where it does not answer the field, or not without values from elsewhere.
   */
  answers(type: string, field: string): string | null
  /** The same where it has the field, whether or not it needs values from elsewhere. */
  typeOf(type: string, field: string): string | null
}

/** What a field needs of other subgraphs, or which of them answers it, by the arguments of `join__field` that say so. */
const DEPENDS = ['external', 'requires', 'usedOverridden', 'overrideLabel', 'contextArguments']

/**
 * Reads from the `join__` directives of a supergraph (https://specs.apollo.dev/join/) what its subgraphs have.
 * @returns by the subgraph's name
 */
export function readSubgraphTypes(supergraph: DocumentNode): ReadonlyMap<string, SubgraphTypes> {
  return new Map([...graphsOf(supergraph)].map(([graph, name]) => [name, typesOf(graph, supergraph)]))
}

/** The names of the subgraphs, by the values of `join__Graph` that stand for them. */
export function graphsOf(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const graphs: EnumValueDefinitionNode[] = []
  for (const definition of supergraph.definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph')
      graphs.push(...(definition.values ?? []))
  return new Map(
    graphs.map(({ name, directives }) => {
      const [graph] = usesOf(directives, 'join__graph')
      return [name.value, (graph && textOf(graph, 'name')) ?? name.value]
    }),
  )
}

interface KnownField {
  type: string
  isAnswered: boolean
}

function typesOf(graph: string, supergraph: DocumentNode): SubgraphTypes {
  const isHere = (use: ConstDirectiveNode) => textOf(use, 'graph') === graph
  const possible = new Map<string, string[]>()
  const fields = new Map<string, Map<string, KnownField>>()
  const add = (type: string, object: string) => possible.set(type, [...(possible.get(type) ?? []), object])

  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const use of usesOf(definition.directives, 'join__unionMember').filter(isHere))
        add(definition.name.value, textOf(use, 'member') ?? '')
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION
    if (!isObject && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    const { name, directives } = definition
    if (!usesOf(directives, 'join__type').some(isHere)) continue
    if (isObject) {
      add(name.value, name.value)
      for (const use of usesOf(directives, 'join__implements').filter(isHere))
        add(textOf(use, 'interface') ?? '', name.value)
    }
    const known = new Map<string, KnownField>()
    for (const field of definition.fields ?? []) {
      const uses = usesOf(field.directives, 'join__field')
      const use = uses.find(isHere)
      if (uses.length > 0 && !use) continue
      const isAnswered = !use || !DEPENDS.some(name => argumentOf(use, name))
      known.set(field.name.value, { type: (use && textOf(use, 'type')) ?? print(field.type), isAnswered })
    }
    fields.set(name.value, known)
  }
  return {
    possible: type => possible.get(type) ?? [],
    answers(type, field) {
      const known = fields.get(type)?.get(field)
      return known?.isAnswered ? known.type : null
    },
    typeOf: (type, field) => fields.get(type)?.get(field)?.type ?? null,
  }
}

/** The uses of a directive. */
export function usesOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
): readonly ConstDirectiveNode[] {
  return directives?.filter(directive => directive.name.value === name) ?? []
}

/** The value of an argument, where it is given. */
export function argumentOf(directive: ConstDirectiveNode, argument: string): ConstValueNode | undefined {
  return directive.arguments?.find(({ name }) => name.value === argument)?.value
}

/** The text of a string or enum argument. */
export function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = argumentOf(directive, argument)
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined
}

/** The name in a type: of `[Item!]!` it is `Item`. */
export function namedTypeOf(type: string): string {
  return type.replace(/[[\]!]/g, '')
}
