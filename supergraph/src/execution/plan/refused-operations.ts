import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isLeafType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'
import type { PlanNode, SubgraphRequest } from './query-plan.ts'
import { namedTypeOf, readSubgraphTypes, type SubgraphTypes } from './subgraph-types.ts'
import { withoutFragments } from './without-fragments.ts'

/** A selection set with the type that it is on. */
interface Selected {
  set: SelectionSetNode
  type: string
}

/**
 * Says whether a plan asks a subgraph what it refuses: fields of one name on objects of different types that have different types
 * there (https://spec.graphql.org/October2021/#SameResponseShape()), or an object with nothing selected of it. The client cannot
 * ask so either, but keys and requirements come to what it asks.
 * @param schema the full schema of the supergraph
 */
export function createRefusalCheck(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): (plan: PlanNode | null) => boolean {
  const subgraphs = readSubgraphTypes(supergraph)

  const conflicts = (selected: readonly Selected[], here: SubgraphTypes): boolean => {
    const byName = new Map<string, { type: string; field: FieldNode }[]>()
    const gather = ({ set, type }: Selected): void => {
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value
          const answered = here.typeOf(type, selection.name.value)
          if (answered !== null)
            byName.set(name, [...(byName.get(name) ?? []), { type: answered, field: selection }])
        } else if (selection.kind === Kind.INLINE_FRAGMENT)
          gather({ set: selection.selectionSet, type: selection.typeCondition?.name.value ?? type })
      }
    }
    selected.forEach(gather)
    return [...byName.values()].some(fields => {
      const shapes = new Set(fields.map(({ type }) => shapeOf(type)))
      const below = fields.flatMap(({ type, field: { selectionSet: set } }) =>
        set ? { set, type: namedTypeOf(type) } : [],
      )
      const isEmpty = below.length < fields.length && !isLeaf(fields[0]?.type ?? '')
      return shapes.size > 1 || isEmpty || (below.length > 0 && conflicts(below, here))
    })
  }

  const isLeaf = (type: string) => isLeafType(schema.getType(namedTypeOf(type)))

  /** A type, with one name for all that have fields. */
  const shapeOf = (type: string) => (isLeaf(type) ? type : type.replace(/\w+/, 'Object'))

  const isRefused = ({ subgraph, operation }: SubgraphRequest): boolean => {
    const here = subgraphs.get(subgraph)
    const definition = withoutFragments(parse(operation, { noLocation: true }))
    if (!here || !definition) return false
    const root = schema.getRootType(definition.operation)?.name ?? ''
    const entities = definition.selectionSet.selections.flatMap(selection =>
      selection.kind === Kind.FIELD && selection.name.value === '_entities'
        ? (selection.selectionSet ?? [])
        : [],
    )
    return (
      conflicts([{ set: definition.selectionSet, type: root }], here) ||
      entities.some(set => conflicts([{ set, type: '' }], here))
    )
  }
  const check = (node: PlanNode): boolean =>
    node.kind === 'sequence' || node.kind === 'parallel' ? node.nodes.some(check) : isRefused(node.fetch)
  return plan => plan !== null && check(plan)
}
