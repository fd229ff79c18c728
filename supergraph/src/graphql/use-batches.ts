import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { isJsonObject } from '../execution/json.ts'
import type { GraphQLContext, ServerContext } from './context.ts'

/** Tells operations that they are part of a batch, which is answered as a whole, and refuses what is no batch. */
export function useBatches(): Plugin<GraphQLContext, ServerContext> {
  return {
    onRequestParse({ request, requestParser, serverContext, setRequestParser }) {
      if (request.method !== 'POST' || !requestParser) return
      setRequestParser(async given => {
        const parsed = await requestParser(given)
        if (!Array.isArray(parsed)) return parsed
        if (parsed.length === 0 || !parsed.every(isJsonObject)) {
          throw new GraphQLError('A batch is a list of operations, at least one.', {
            extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
          })
        }
        serverContext.isBatch = true
        return parsed
      })
    },
  }
}
