import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
} from 'graphql'
import { isJsonObject } from '../execution/json.ts'
import { type Amount, sum } from './amount.ts'
import type { CostRules } from './cost-rules.ts'
import { hasVariable } from './list-size.ts'

/**
 * What the arguments of a field cost: the weight of each argument that is given, and the weights of the input fields,
 * scalars and enums in its value. Without weights, input costs nothing.
 */
export function createInputCost(
  rules: CostRules,
): (node: FieldNode, field: GraphQLField<unknown, unknown>, coordinate: string) => Amount {
  const weighted = new Map<string, boolean>()
  /** True when a value of the type can have a weight anywhere inside of it. */
  const isWeighted = (type: GraphQLInputType): boolean => {
    const named = getNamedType(type)
    const known = weighted.get(named.name)
    if (known !== undefined) return known
    weighted.set(named.name, false)
    const found =
      rules.types.has(named.name) ||
      (isInputObjectType(named) &&
        Object.values(named.getFields()).some(
          field => rules.weights.has(`${named.name}.${field.name}`) || isWeighted(field.type),
        ))
    weighted.set(named.name, found)
    return found
  }
  const costOfValue = (value: unknown, type: GraphQLInputType): number => {
    if (value === null || value === undefined) return 0
    if (isNonNullType(type)) return costOfValue(value, type.ofType)
    if (isListType(type)) {
      const items: unknown[] = Array.isArray(value) ? value : [value]
      return items.reduce<number>((total, item) => total + costOfValue(item, type.ofType), 0)
    }
    if (!isInputObjectType(type)) return rules.types.get(type.name) ?? 0
    if (!isJsonObject(value)) return 0
    let total = 0
    for (const field of Object.values(type.getFields())) {
      const inner = value[field.name]
      if (inner === undefined || inner === null) continue
      total += (rules.weights.get(`${type.name}.${field.name}`) ?? 0) + costOfValue(inner, field.type)
    }
    return total
  }

  return (node, field, coordinate) => {
    const amounts = (node.arguments ?? []).map((given): Amount => {
      const argument = field.args.find(each => each.name === given.name.value)
      if (!argument) return 0
      const weight = rules.weights.get(`${coordinate}(${argument.name})`) ?? 0
      if (weight === 0 && !isWeighted(argument.type)) return 0
      const cost = (variables: Readonly<Record<string, unknown>>) => {
        const value = valueFromASTUntyped(given.value, variables)
        return value === null || value === undefined ? 0 : weight + costOfValue(value, argument.type)
      }
      return hasVariable(given.value) ? cost : cost({})
    })
    return sum(amounts)
  }
}
