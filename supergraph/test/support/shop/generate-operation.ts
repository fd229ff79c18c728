import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
} from 'graphql'

/** Chooses a whole number from 0 to `max`; smaller choices make simpler operations. */
export type Choose = (max: number) => number

/** An operation as a client sends it. It may contradict itself: validate it first. */
export interface GeneratedOperation {
  query: string
  variables: Record<string, unknown>
}

/** Writes an operation on a schema: fields, aliases, arguments, variables, fragments, `@skip` and `@include`. */
export function generateOperation(schema: GraphQLSchema, choose: Choose): GeneratedOperation {
  const definitions: string[] = []
  const variables: Record<string, unknown> = {}
  const fragments: { name: string; on: GraphQLCompositeType; text: string }[] = []
  const aliases = new Map<string, string>()
  const sometimes = (oneIn: number) => choose(oneIn - 1) === oneIn - 1
  const oneOf = <Item>(items: readonly Item[]): Item => items[choose(items.length - 1)] as Item

  const overlapping = (type: GraphQLCompositeType): GraphQLCompositeType[] => {
    const possible = new Set(possibleTypes(schema, type))
    return Object.values(schema.getTypeMap())
      .filter(isCompositeType)
      .filter(
        other =>
          !other.name.startsWith('__') && possibleTypes(schema, other).some(name => possible.has(name)),
      )
  }

  const variable = (type: string, value: unknown, defaultText?: string): string => {
    const name = `v${definitions.length}`
    definitions.push(`$${name}: ${type}${defaultText === undefined ? '' : ` = ${defaultText}`}`)
    if (value !== undefined) variables[name] = value
    return `$${name}`
  }

  const condition = (): string => {
    if (!sometimes(6)) return ''
    const value = sometimes(2)
    const text = sometimes(2)
      ? `${value}`
      : sometimes(2)
        ? variable('Boolean', value, `${!value}`)
        : sometimes(2)
          ? variable('Boolean!', undefined, `${value}`)
          : variable('Boolean!', value)
    return ` @${oneOf(['include', 'skip'])}(if: ${text})`
  }

  const inputValue = (type: GraphQLInputType, depth: number): unknown => {
    if (isNonNullType(type)) return inputValue(type.ofType, depth)
    if (sometimes(10)) return null
    if (isListType(type))
      return Array.from(
        { length: choose(2) },
        () => inputValue(type.ofType, depth) ?? inputValue(getNamedType(type), 0),
      )
    if (isEnumType(type)) return oneOf(type.getValues()).name
    if (isInputObjectType(type)) {
      const entries = Object.values(type.getFields())
        .filter(field =>
          isInputObjectType(getNamedType(field.type)) ? depth > 0 && sometimes(2) : sometimes(2),
        )
        .map(field => [field.name, inputValue(field.type, depth - 1)])
      return Object.fromEntries(entries)
    }
    if (type.name === 'Boolean') return sometimes(2)
    if (type.name === 'Int') return choose(4)
    return type.name === 'ID'
      ? oneOf(['p1', 'p2', 'p3', 'r2', 'u3', 'none'])
      : oneOf(['a', 'Atlas', 'e', '"\\\u2028'])
  }

  const argumentValue = (type: GraphQLInputType): unknown => {
    for (;;) {
      const value = inputValue(type, 1)
      if (value !== null || !isNonNullType(type)) return value
    }
  }

  const argument = ({ name, type }: GraphQLArgument): string => {
    const value = argumentValue(type)
    if (sometimes(2)) return `${name}: ${literal(value, type)}`
    const isNullable = !isNonNullType(type)
    if (isNullable && sometimes(4)) return `${name}: ${variable(`${type}`, undefined)}`
    if (isNullable && value !== null && sometimes(4))
      return `${name}: ${variable(`${type}`, undefined, literal(value, type))}`
    return `${name}: ${variable(`${type}`, value)}`
  }

  const fieldText = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const given = field.args.filter(({ type }) => isNonNullType(type) || sometimes(2)).map(argument)
    const args = given.length > 0 ? `(${given.join(', ')})` : ''
    // The same arguments get the same alias, so that selections of one response name may be merged.
    const key = `${field.name}${args}`
    if (args && !aliases.has(key)) aliases.set(key, `a${aliases.size}`)
    const alias = sometimes(12) ? oneOf(['x', 'id', 'weight', 'handle']) : aliases.get(key)
    const type = getNamedType(field.type)
    const below = isCompositeType(type) ? ` ${selectionSet(type, depth - 1)}` : ''
    return `${alias ? `${alias}: ` : ''}${field.name}${args}${condition()}${below}`
  }

  const selection = (type: GraphQLCompositeType, depth: number): string => {
    if (sometimes(12)) return sometimes(2) ? `kindOf: __typename` : '__typename'
    if (sometimes(5) || isUnionType(type)) {
      const known = fragments.filter(({ on }) => overlapping(type).includes(on))
      if (known.length > 0 && sometimes(3)) return `...${oneOf(known).name}${condition()}`
      const on = oneOf(overlapping(type))
      const text = selectionSet(on, depth - (isUnionType(type) ? 0 : 1))
      if (sometimes(4)) {
        const name = `F${fragments.length}`
        fragments.push({ name, on, text })
        return `...${name}${condition()}`
      }
      return `...${on === type && sometimes(2) ? '' : ` on ${on.name}`}${condition()} ${text}`
    }
    const fields = Object.values(type.getFields()).filter(
      ({ type: returned }) => depth > 0 || !isCompositeType(getNamedType(returned)),
    )
    return fields.length > 0 ? fieldText(oneOf(fields), depth) : '__typename'
  }

  const selectionSet = (type: GraphQLCompositeType, depth: number): string => {
    if (depth < 0) return '{ __typename }'
    return `{ ${Array.from({ length: 1 + choose(3) }, () => selection(type, depth)).join(' ')} }`
  }

  const kind = sometimes(10) ? 'mutation' : 'query'
  const root = kind === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  if (!root) throw new Error(`the schema has no ${kind} type`)
  const body = selectionSet(root, 1 + choose(4))
  const head = definitions.length > 0 ? `${kind} Generated(${definitions.join(', ')})` : `${kind} Generated`
  const query = [
    `${head} ${body}`,
    ...fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`),
  ]
  return { query: query.join('\n'), variables }
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): string[] {
  return 'resolveType' in type ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]
}

/** Writes a value as it stands in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType)
  if (value === null) return 'null'
  if (isListType(type))
    return Array.isArray(value)
      ? `[${value.map(item => literal(item, type.ofType)).join(', ')}]`
      : literal(value, type.ofType)
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const entries = Object.entries(value as object).map(
      ([name, item]) => `${name}: ${literal(item, fields[name]?.type ?? type)}`,
    )
    return `{${entries.join(', ')}}`
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value)
}
