import { createHash } from 'node:crypto'
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'

/** What goes wrong while one operation runs; the same for subgraphs and for the one schema. */
export interface Faults {
  seed: number
  /** One field value of so many is an error or null; 0 for none. */
  oneIn: number
  /** The subgraph that gives no GraphQL answer. */
  down: string | null
}

/** Keys and fields that others require never fail: the gateway fetches them for itself, which one schema never does. */
const SPARED = new Set([
  'id',
  'code',
  'org',
  'handle',
  'weight',
  'size',
  'width',
  'price',
  '__typename',
  '_entities',
  '_service',
])

/** What only one subgraph knows, of those that no other subgraph needs to be reached. */
export const KNOWN_ONLY_TO: Record<string, readonly string[]> = {
  shipping: ['shipping', 'priceTag', 'boxes'],
  social: ['followers', 'post', 'feed', 'motto'],
  reviews: ['rating', 'reviews', 'allReviews', 'topRated', 'touchReview'],
}

function faultOf({ seed, oneIn }: Faults, id: unknown, field: string): 'error' | 'null' | null {
  if (oneIn === 0 || SPARED.has(field)) return null
  const hash = createHash('md5').update(`${seed} ${id} ${field}`).digest().readUInt32LE()
  if (hash % oneIn !== 0) return null
  return hash % (2 * oneIn) === 0 ? 'error' : 'null'
}

/** Makes the fields of a schema fail as the faults of the context say. */
export function withFaults(schema: GraphQLSchema, faultsOf: (context: never) => Faults): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      field.resolve = failing(field.resolve ?? defaultFieldResolver, faultsOf)
    }
  }
  return schema
}

function failing(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  faultsOf: (context: never) => Faults,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const id =
      typeof source === 'object' && source !== null && 'id' in source ? source.id : info.parentType.name
    const fault = faultOf(faultsOf(context as never), id, info.fieldName)
    if (fault === 'error') throw new GraphQLError(`${info.fieldName} of ${String(id)} is broken`)
    return fault === 'null' ? null : resolve(source, args, context, info)
  }
}
