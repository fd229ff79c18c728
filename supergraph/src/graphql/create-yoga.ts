import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { GatewayPlugin } from '../plugin.ts'
import type { GraphQLContext, ServerContext } from './context.ts'
import { createDocumentCache } from './document-cache.ts'
import { type FindOperation, useFindOperation } from './find-operation.ts'
import type { KnownDocuments } from './known-documents.ts'
import { maskResult } from './mask-error.ts'
import { useBatches } from './use-batches.ts'

/** GraphQL without a transport, and over HTTP. */
export type GraphQLServer = YogaServerInstance<ServerContext, GraphQLContext>

/**
 * GraphQL over HTTP: POST and GET, `application/json` and `application/graphql-response+json`, batches, and
 * subscriptions as server-sent events.
 * @param path of the endpoint
 * @param known learns which documents are valid
 */
export function createGraphQLServer(
  path: string,
  plugins: readonly GatewayPlugin[],
  findOperation: FindOperation | null,
  known: KnownDocuments,
  log: Logger,
): GraphQLServer {
  return createYoga<ServerContext, GraphQLContext>({
    graphqlEndpoint: path,
    plugins: [
      useBatches(),
      ...(findOperation ? [useFindOperation(findOperation)] : []),
      ...plugins.flatMap(({ graphql }) => (graphql ? [graphql] : [])),
      known.plugin,
      useMaskedResults(log),
    ],
    extraParamNames: ['documentId'],
    // Nothing that yoga offers by itself and that a plugin of the gateway does: see gateway.ts.
    graphiql: false,
    landingPage: false,
    cors: false,
    healthCheckEndpoint: `${path}/health`,
    multipart: false,
    maxRequestBodySize: false,
    batching: { limit: 10 },
    parserAndValidationCache: { documentCache: known.parsed, errorCache: createDocumentCache() },
    // Masked below, where the request is known.
    maskedErrors: false,
    logging: { debug() {}, info() {}, warn: log.warn.bind(log), error: log.error.bind(log) },
  })
}

function useMaskedResults(log: Logger): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, setResult, serverContext: { caller } }) {
      if (Array.isArray(result)) setResult(result.map(each => maskResult(each, caller, log)))
      else if (!(Symbol.asyncIterator in result)) setResult(maskResult(result, caller, log))
    },
  }
}
