import { type GraphQLLeafType, isEnumType } from 'graphql'
import { constantText, quote } from '../compile/json-text.ts'

/** Writes a leaf as JSON; null when the value is none that the type allows. `value` is never null or undefined. */
export type LeafWriter = (value: unknown) => string | null

/** The writer of a scalar or enum. Custom scalars are passed on as they are. */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(
      type.getValues().map(value => [value.name, constantText(value.name)]),
    )
    return value => texts.get(value) ?? null
  }
  switch (type.name) {
    case 'String':
      return value => (typeof value === 'string' ? quote(value) : null)
    case 'ID':
      return value =>
        typeof value === 'string' ? quote(value) : Number.isInteger(value) ? `"${value}"` : null
    case 'Int':
      return value => (typeof value === 'number' && (value | 0) === value ? `${value}` : null)
    case 'Float':
      return value => (Number.isFinite(value) ? `${value}` : null)
    case 'Boolean':
      return value => (value === true ? 'true' : value === false ? 'false' : null)
    default:
      return value => (typeof value === 'string' ? quote(value) : JSON.stringify(value))
  }
}
