import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  Kind,
  valueFromASTUntyped,
} from 'graphql'
import { z } from 'zod'

/** What `@listSize` says of a field. */
export interface ListSize {
  assumedSize: number | null
  /** Names of arguments, with dots into input objects: `input.first`. */
  slicingArguments: readonly (readonly string[])[]
  /** The fields of the returned object that hold the list; empty when the field itself is the list. */
  sizedFields: readonly string[]
  requireOneSlicingArgument: boolean
}

/** The weights and list sizes that a supergraph declares. */
export interface CostRules {
  /** Weights of types by name. */
  types: ReadonlyMap<string, number>
  /** Weights of fields and input fields as `Type.field`, and of arguments as `Type.field(argument)`. */
  weights: ReadonlyMap<string, number>
  /** By `Type.field`. */
  lists: ReadonlyMap<string, ListSize>
}

const linkArguments = z.object({
  url: z.string(),
  as: z.string().optional(),
  import: z
    .array(z.union([z.string(), z.object({ name: z.string(), as: z.string().optional() })]))
    .default([]),
})
const costArguments = z.object({ weight: z.coerce.number() })
const listSizeArguments = z.object({
  assumedSize: z.number().nullish(),
  slicingArguments: z.array(z.string()).nullish(),
  sizedFields: z.array(z.string()).nullish(),
  requireOneSlicingArgument: z.boolean().default(true),
})

/**
 * Reads `@cost` and `@listSize` out of a supergraph, under whatever names it links them
 * (https://specs.apollo.dev/cost/v0.1, after https://ibm.github.io/graphql-specs/cost-spec.html).
 */
export function readCostRules(supergraph: DocumentNode): CostRules {
  const types = new Map<string, number>()
  const weights = new Map<string, number>()
  const lists = new Map<string, ListSize>()
  const names = namesOfDirectives(supergraph)
  const argumentsOf = (directives: readonly ConstDirectiveNode[] | undefined, name: string) => {
    const directive = directives?.find(each => each.name.value === name)
    if (!directive) return null
    return Object.fromEntries(
      (directive.arguments ?? []).map(({ name: { value: key }, value }) => [key, valueFromASTUntyped(value)]),
    )
  }
  const readWeight = (
    into: Map<string, number>,
    coordinate: string,
    directives: readonly ConstDirectiveNode[] | undefined,
  ) => {
    const given = argumentsOf(directives, names.cost)
    if (given) into.set(coordinate, costArguments.parse(given).weight)
  }
  const readInputs = (
    inputs: readonly InputValueDefinitionNode[] | undefined,
    coordinateOf: (name: string) => string,
  ) => {
    for (const { name, directives } of inputs ?? []) readWeight(weights, coordinateOf(name.value), directives)
  }

  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || !definition.name) continue
    const type = definition.name.value
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
        readWeight(types, type, definition.directives)
        break
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        readInputs(definition.fields, name => `${type}.${name}`)
        break
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        readWeight(types, type, definition.directives)
        for (const field of definition.fields ?? []) {
          const coordinate = `${type}.${field.name.value}`
          readWeight(weights, coordinate, field.directives)
          readInputs(field.arguments, name => `${coordinate}(${name})`)
          const size = argumentsOf(field.directives, names.listSize)
          if (size) lists.set(coordinate, listSizeOf(listSizeArguments.parse(size)))
        }
    }
  }
  return { types, weights, lists }
}

function listSizeOf(given: z.infer<typeof listSizeArguments>): ListSize {
  return {
    assumedSize: given.assumedSize ?? null,
    slicingArguments: (given.slicingArguments ?? []).map(path => path.split('.')),
    sizedFields: given.sizedFields ?? [],
    requireOneSlicingArgument: given.requireOneSlicingArgument && (given.slicingArguments ?? []).length > 0,
  }
}

/** The names that the supergraph gives the two directives. */
function namesOfDirectives(supergraph: DocumentNode): { cost: string; listSize: string } {
  const links = supergraph.definitions.flatMap(definition =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).filter(({ name }) => name.value === 'link')
      : [],
  )
  for (const link of links) {
    const parsed = linkArguments.safeParse(
      Object.fromEntries(
        (link.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
      ),
    )
    if (!parsed.success || !/\/cost\/v0\.\d+$/.test(parsed.data.url)) continue
    const { as: namespace = 'cost', import: imports } = parsed.data
    const importedAs = (name: string) => {
      const found = imports.find(each => (typeof each === 'string' ? each : each.name) === name)
      return typeof found === 'string' ? found.slice(1) : (found?.as ?? found?.name)?.slice(1)
    }
    return {
      cost: importedAs('@cost') ?? namespace,
      listSize: importedAs('@listSize') ?? `${namespace}__listSize`,
    }
  }
  return { cost: 'cost', listSize: 'listSize' }
}
