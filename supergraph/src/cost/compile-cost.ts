import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import { type Fragments, fragmentsOf } from '../limits/measure-document.ts'
import { type Amount, amountOf, product, sum } from './amount.ts'
import type { CostRules } from './cost-rules.ts'
import { createInputCost } from './input-cost.ts'
import { listSizeOf } from './list-size.ts'

/** How many items a list is taken to have when the schema says nothing. */
const LIST_SIZE = 10
const MUTATION_COST = 10

/** What an operation costs with these variables, as the client sent them. @throws GraphQLError */
export type Cost = (variables: Readonly<Record<string, unknown>>) => number

/**
 * Compiles the static cost of an operation, an upper bound that is known before anything is fetched: 10 for a mutation;
 * for each field its weight (`@cost` of the field, else of its type, else 1 for objects and 0 for scalars and enums)
 * with all that is selected in it, as often as its list has items; and the weights of its arguments. Fields that
 * fragments repeat count once; `@skip` and `@include` are not looked at.
 */
export function compileCost(
  schema: GraphQLSchema,
  rules: CostRules,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Cost {
  const fragments = fragmentsOf(document)
  const inputCost = createInputCost(rules)

  const weightOfType = (type: GraphQLOutputType): number => {
    const named = getNamedType(type)
    const own = rules.types.get(named.name)
    if (own !== undefined || !isCompositeType(named)) return own ?? 0
    if (!isAbstractType(named)) return 1
    return Math.max(1, ...schema.getPossibleTypes(named).map(possible => rules.types.get(possible.name) ?? 1))
  }

  const costOfSets = (
    sets: readonly SelectionSetNode[],
    type: GraphQLCompositeType,
    sizes: ReadonlyMap<string, Amount>,
  ): Amount => {
    const groups = new Map<string, { parent: GraphQLCompositeType; nodes: FieldNode[] }>()
    for (const set of sets) collectFields(schema, set, type, fragments, groups)
    return sum([...groups.values()].map(({ parent, nodes }) => costOfField(nodes, parent, sizes)))
  }

  const costOfField = (
    nodes: readonly FieldNode[],
    parent: GraphQLCompositeType,
    sizes: ReadonlyMap<string, Amount>,
  ): Amount => {
    const [node] = nodes
    const field = node && !isUnionType(parent) ? parent.getFields()[node.name.value] : undefined
    if (!node || !field) return node?.name.value === '__typename' ? 0 : 1
    const coordinate = `${parent.name}.${field.name}`
    const rule = rules.lists.get(coordinate)
    const size = rule ? listSizeOf(rule, node, field, coordinate) : null
    const named = getNamedType(field.type)
    const inner = isCompositeType(named)
      ? costOfSets(
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          named,
          new Map(size === null ? [] : (rule?.sizedFields ?? []).map(name => [name, size])),
        )
      : 0
    const weight = rules.weights.get(coordinate) ?? weightOfType(field.type)
    const isList = isListType(getNullableType(field.type))
    const count = isList ? (sizes.get(field.name) ?? size ?? LIST_SIZE) : 1
    return sum([product(count, sum([weight, inner])), inputCost(node, field, coordinate)])
  }

  const root = schema.getRootType(operation.operation)
  const fields = root ? costOfSets([operation.selectionSet], root, new Map()) : 0
  const cost = sum([operation.operation === 'mutation' ? MUTATION_COST : 0, fields])
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  )
  return variables => Math.ceil(amountOf(cost, { ...defaults, ...variables }))
}

/** Fields that give the same name on the same type, wherever fragments put them. */
function collectFields(
  schema: GraphQLSchema,
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  fragments: Fragments,
  groups: Map<string, { parent: GraphQLCompositeType; nodes: FieldNode[] }>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = `${type.name} ${(selection.alias ?? selection.name).value}`
      const group = groups.get(key)
      if (group) group.nodes.push(selection)
      else groups.set(key, { parent: type, nodes: [selection] })
      continue
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    const condition = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type
    if (fragment && isCompositeType(condition))
      collectFields(schema, fragment.selectionSet, condition, fragments, groups)
  }
}
