import {
  buildASTSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  printSchema,
  type TypeNode,
  visit,
} from 'graphql'
import { type Faults, KNOWN_ONLY_TO, withFaults } from './faults.ts'
import { roots } from './rows.ts'

type Path = readonly (string | number)[]

/** What an operation answers on one schema that is not federated. */
export interface Reference {
  data: unknown
  /** Where errors are. Of those that one null swallows, some. */
  paths: (Path | undefined)[]
  /** Where errors would be if no null had swallowed any. */
  allPaths: (Path | undefined)[]
}

interface Context {
  faults: Faults
}

/** Executes operations on the shop as one schema, the public one of its supergraph. */
export function createReference(api: GraphQLSchema) {
  const schema = resolvable(api)
  const nullable = resolvable(api, true)
  return (document: DocumentNode, variables: Record<string, unknown>, faults: Faults): Reference => {
    const run = (target: GraphQLSchema) => {
      const result = execute({
        schema: target,
        document,
        variableValues: variables,
        contextValue: { faults },
      })
      if (result instanceof Promise) throw new Error('the shop answers at once')
      return {
        data: result.data,
        paths: (result.errors ?? []).map(({ path }) => path),
      }
    }
    return { ...run(schema), allPaths: run(nullable).paths }
  }
}

function resolvable(api: GraphQLSchema, nullable = false): GraphQLSchema {
  const sdl = parse(printSchema(api))
  const schema = buildASTSchema(
    nullable ? visit(sdl, { FieldDefinition: node => ({ ...node, type: withoutNonNull(node.type) }) }) : sdl,
  )
  for (const name of ['Query', 'Mutation'] as const) {
    const fields = schema.getType(name)
    for (const [field, read] of Object.entries(roots[name])) {
      const definition = isObjectType(fields) ? fields.getFields()[field] : undefined
      if (definition) definition.resolve = (_, args) => read(args)
    }
  }
  withFaults(schema, ({ faults }: Context) => faults)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const declared = api.getType(type.name)
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field
      const isRequired = isObjectType(declared) && isNonNullType(declared.getFields()[field.name]?.type)
      field.resolve = (source, args, context: Context, info) => {
        if (KNOWN_ONLY_TO[context.faults.down ?? '']?.includes(field.name))
          throw new GraphQLError('its subgraph is down')
        const value = resolve?.(source, args, context, info)
        if (nullable && isRequired && value === null) throw new GraphQLError(`${field.name} is null`)
        return value
      }
    }
  }
  return schema
}

function withoutNonNull(type: TypeNode): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) return withoutNonNull(type.type)
  return type.kind === Kind.LIST_TYPE ? { ...type, type: withoutNonNull(type.type) } : type
}
