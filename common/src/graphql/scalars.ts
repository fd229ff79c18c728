import { GraphQLScalarType, Kind } from 'graphql'
import { DateTimeResolver, JSONResolver, URLResolver } from 'graphql-scalars'
import { formatMoney, type Money } from '../money.ts'

const MoneyScalar = new GraphQLScalarType<string, string>({
  name: 'Money',
  description: 'An amount of US dollars as a decimal text, such as "0.0125".',
  serialize: value => formatMoney(value as Money),
  parseValue: value => formatMoney(String(value)),
  parseLiteral: node => {
    if (node.kind !== Kind.STRING) throw new TypeError('Money is written as a text, such as "0.0125".')
    return formatMoney(node.value)
  },
})

/** Resolvers of every scalar the subgraphs share. */
export const scalars = {
  DateTime: DateTimeResolver,
  URL: URLResolver,
  JSON: JSONResolver,
  Money: MoneyScalar,
}
