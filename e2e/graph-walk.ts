import {
  buildClientSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  type IntrospectionQuery,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql'
import { z } from 'zod'
import type { ApiClient } from '../scripts/system/api-client.ts'

/** The schema that clients see. Only admins are told it in production. */
export async function clientSchema(admin: ApiClient): Promise<GraphQLSchema> {
  return buildClientSchema(await admin.run<IntrospectionQuery>(getIntrospectionQuery()))
}

/** A field of Query or Mutation, with what it takes to call it. */
export interface RootField {
  name: string
  /** Its arguments that name an object, directly or in an input: paths such as `input.contentId`. */
  idPaths: string[]
  /** True when it cannot be called without one of them. */
  needsId: boolean
  /** A call with everything required filled in, and `id` in every place that takes one. */
  call(alias: string, id: string): string
}

/** The fields of a root type. `depth` says how many levels of objects a call reads. */
export function rootFields(
  schema: GraphQLSchema,
  root: GraphQLNamedType | null | undefined,
  depth: number,
): RootField[] {
  if (!isObjectType(root)) return []
  return Object.values(root.getFields()).map(field => {
    const idPaths = field.args.flatMap(({ name, type }) => idPathsOf(type, name))
    return {
      name: field.name,
      idPaths,
      needsId: field.args.some(argument => isRequiredArgument(argument)) && idPaths.length > 0,
      call: (alias, id) =>
        `${alias}: ${field.name}${argumentsOf(field, id)}${selectionOf(schema, field.type, depth)}`,
    }
  })
}

const named = (type: GraphQLInputType) => getNamedType(type)

function idPathsOf(type: GraphQLInputType, path: string): string[] {
  const inner = named(type)
  if (inner.name === 'ID') return [path]
  if (!isInputObjectType(inner)) return []
  return Object.values(inner.getFields()).flatMap(field => idPathsOf(field.type, `${path}.${field.name}`))
}

function argumentsOf(field: GraphQLField<unknown, unknown>, id: string): string {
  const wanted = field.args.filter(
    argument => isRequiredArgument(argument) || idPathsOf(argument.type, '').length > 0,
  )
  const texts = wanted.map(({ name, type }) => `${name}: ${sampleOf(type, id)}`)
  return texts.length > 0 ? `(${texts.join(', ')})` : ''
}

/** A value of an input type: an id wherever one fits, and of the rest only what is required. */
function sampleOf(type: GraphQLInputType, id: string): string {
  if (isNonNullType(type)) return sampleOf(type.ofType, id)
  if (isListType(type)) return `[${sampleOf(type.ofType, id)}]`
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      field => isRequiredInputField(field) || idPathsOf(field.type, '').length > 0,
    )
    return `{ ${fields.map(field => `${field.name}: ${sampleOf(field.type, id)}`).join(', ')} }`
  }
  if (isEnumType(type)) return type.getValues().at(-1)?.name ?? 'null'
  const values: Record<string, string> = {
    ID: JSON.stringify(id),
    Int: '7',
    Float: '0.5',
    Boolean: 'false',
    URL: '"https://example.org/"',
    JSON: '{}',
    DateTime: '"2030-01-01T00:00:00Z"',
  }
  return values[type.name] ?? '"attack"'
}

/** Everything a type has down to a depth, without what takes arguments that must be given. */
export function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLField<unknown, unknown>['type'],
  depth: number,
): string {
  const inner = getNamedType(type)
  if (!isCompositeType(inner)) return ''
  if (!isObjectType(inner) && !isInterfaceType(inner)) return ' { __typename }'
  const fields = Object.values(inner.getFields()).filter(
    field => field.name !== 'edges' && !field.args.some(argument => isRequiredArgument(argument)),
  )
  const texts = fields.flatMap(field => {
    if (!isCompositeType(getNamedType(field.type))) return [field.name]
    if (depth <= 0) return []
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : ''
    return [`${field.name}${page}${selectionOf(schema, field.type, depth - 1)}`]
  })
  return ` { __typename ${texts.join(' ')} }`
}

const entity = z.looseObject({ __typename: z.string(), id: z.string() })

/** The ids of all objects in an answer, by their type. */
export function idsByType(data: unknown, found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (Array.isArray(data)) for (const item of data) idsByType(item, found)
  else if (typeof data === 'object' && data !== null) {
    const object = entity.safeParse(data)
    if (object.success) {
      const { __typename, id } = object.data
      found.set(__typename, (found.get(__typename) ?? new Set()).add(id))
    }
    for (const value of Object.values(data)) idsByType(value, found)
  }
  return found
}
