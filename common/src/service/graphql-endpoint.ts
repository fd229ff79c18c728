import { readFileSync } from 'node:fs'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Viewer } from '../access/viewer.ts'
import { createErrorMask } from '../graphql/mask-error.ts'
import { scalars } from '../graphql/scalars.ts'
import { useFieldAuthorization } from '../graphql/use-field-authorization.ts'
import type { Logger } from '../logging.ts'
import { currentOrigin, type Origin } from './request-context.ts'

/** What resolvers find in their context. */
export interface ServiceContext<App = unknown> {
  viewer: Viewer | null
  app: App
  /** From where a mutation came; nothing is known for queries. */
  origin: Origin
}

/** Resolvers by type and field, as generated types describe them. */
export type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Modules
  ? Modules extends { resolvers?: infer Map }
    ? Map
    : never
  : never

/** The subgraph: its schema file, its resolvers, field authorization and masked errors. */
export function createGraphqlEndpoint<App>(options: {
  schema: URL
  resolvers: object
  app: App
  log: Logger
}) {
  const typeDefs = parse(readFileSync(options.schema, 'utf8'))
  const defined = new Set(
    typeDefs.definitions.flatMap(node => (node.kind === 'ScalarTypeDefinition' ? [node.name.value] : [])),
  )
  const used = Object.fromEntries(Object.entries(scalars).filter(([name]) => defined.has(name)))
  const schema = buildSubgraphSchema({ typeDefs, resolvers: { ...used, ...options.resolvers } as Resolvers })
  return createYoga<{ viewer: Viewer | null }, { app: App; origin: Origin }>({
    schema,
    context: () => ({ app: options.app, origin: currentOrigin() }),
    plugins: [useFieldAuthorization()],
    maskedErrors: { maskError: createErrorMask(options.log) },
    logging: false,
    graphiql: false,
    landingPage: false,
    batching: false,
    cors: false,
  })
}
