import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  getNullableType,
  isInputObjectType,
  isNullableType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Amount, Variables } from './amount.ts'
import type { ListSize } from './cost-rules.ts'

/**
 * How many items a field with `@listSize` gives: the largest of its slicing arguments, those with defaults included,
 * or else the assumed size; null when neither is known.
 * @throws GraphQLError, when the size is asked for, unless exactly one slicing argument is given where one is required
 */
export function listSizeOf(
  rule: ListSize,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  coordinate: string,
): Amount | null {
  if (rule.slicingArguments.length === 0) return rule.assumedSize
  const measure = (variables: Variables): number => {
    const given = rule.slicingArguments
      .map(path => sizeOf(argumentAt(path, node, variables)))
      .filter(size => size !== null)
    const sizes =
      given.length > 0
        ? given
        : rule.slicingArguments.map(path => sizeOf(defaultAt(path, field))).filter(size => size !== null)
    if (rule.requireOneSlicingArgument && (given.length > 1 || sizes.length === 0)) {
      const names = rule.slicingArguments.map(path => path.join('.')).join(', ')
      const message = `${coordinate} needs exactly one of its arguments ${names}, so that the size of its list is known.`
      throw new GraphQLError(message, {
        nodes: node,
        extensions: { code: 'SLICING_ARGUMENT_REQUIRED', http: { status: 400, spec: true } },
      })
    }
    return sizes.length > 0 ? Math.max(0, ...sizes) : (rule.assumedSize ?? 1)
  }
  const slicing = new Set(rule.slicingArguments.map(([name]) => name))
  const isOpen = node.arguments?.some(({ name, value }) => slicing.has(name.value) && hasVariable(value))
  if (isOpen) return measure
  try {
    return measure({})
  } catch {
    return measure
  }
}

/** True when a literal has a variable in it. */
export function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true
  if (value.kind === Kind.LIST) return value.values.some(hasVariable)
  return value.kind === Kind.OBJECT && value.fields.some(field => hasVariable(field.value))
}

function argumentAt([name, ...path]: readonly string[], node: FieldNode, variables: Variables): unknown {
  const given = node.arguments?.find(argument => argument.name.value === name)
  return given ? inside(valueFromASTUntyped(given.value, variables), path) : undefined
}

function inside(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const name of path) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined
  }
  return found
}

function defaultAt([name, ...path]: readonly string[], field: GraphQLField<unknown, unknown>): unknown {
  const argument = field.args.find(each => each.name === name)
  if (!argument) return undefined
  if (argument.defaultValue !== undefined) return inside(argument.defaultValue, path)
  let type = isNullableType(argument.type) ? argument.type : getNullableType(argument.type)
  let value: unknown
  for (const key of path) {
    const inner = isInputObjectType(type) ? type.getFields()[key] : undefined
    if (!inner) return undefined
    value = inner.defaultValue
    type = isNullableType(inner.type) ? inner.type : getNullableType(inner.type)
  }
  return value
}

function sizeOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
