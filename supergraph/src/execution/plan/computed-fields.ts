import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionNode,
} from 'graphql'
import { argumentOf, graphsOf, textOf, usesOf } from './subgraph-types.ts'

/** A field that a subgraph computes from fields of others (`@requires`). */
export interface ComputedField {
  subgraph: string
  /** What the subgraph needs to know the object by. */
  key: readonly SelectionNode[]
  /** What it computes the field from. */
  requires: readonly SelectionNode[]
}

/** By type and name, the fields of objects that no subgraph can answer without being sent something. */
export function readComputedFields(supergraph: DocumentNode): ReadonlyMap<string, ComputedField> {
  const names = graphsOf(supergraph)
  const computed = new Map<string, ComputedField>()
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const { name, directives } of definition.fields ?? []) {
      const uses = usesOf(directives, 'join__field').filter(isAnswering)
      const [first] = uses
      if (!first || !uses.every(isPlainlyComputed)) continue
      const graph = textOf(first, 'graph') ?? ''
      const key = keyOf(definition, graph)
      const requires = selectionsOf(textOf(first, 'requires'))
      const subgraph = names.get(graph)
      if (key && subgraph !== undefined)
        computed.set(`${definition.name.value}.${name.value}`, { subgraph, key, requires })
    }
  }
  return computed
}

const isAnswering = (use: ConstDirectiveNode) =>
  argumentOf(use, 'external') === undefined && argumentOf(use, 'usedOverridden') === undefined

const isPlainlyComputed = (use: ConstDirectiveNode) =>
  argumentOf(use, 'requires') !== undefined &&
  argumentOf(use, 'overrideLabel') === undefined &&
  argumentOf(use, 'contextArguments') === undefined

function keyOf({ directives }: ObjectTypeDefinitionNode, graph: string): SelectionNode[] | null {
  const key = usesOf(directives, 'join__type').find(use => {
    const resolvable = argumentOf(use, 'resolvable')
    const isResolvable = resolvable?.kind !== Kind.BOOLEAN || resolvable.value
    return textOf(use, 'graph') === graph && argumentOf(use, 'key') !== undefined && isResolvable
  })
  return key ? selectionsOf(textOf(key, 'key')) : null
}

function selectionsOf(fields = ''): SelectionNode[] {
  return parse(`{${fields}}`, { noLocation: true }).definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
  )
}
