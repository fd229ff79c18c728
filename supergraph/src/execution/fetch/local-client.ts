import { OrionError } from '@orion/common/errors'
import { execute, type GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { z } from 'zod'
import { isJsonObject } from '../json.ts'
import type { ReportedError, SubgraphClient } from './subgraph-client.ts'

const bodySchema = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) })

/** A subgraph inside this process: its schema is executed directly, without a network. */
export function createLocalClient(name: string, schema: GraphQLSchema): SubgraphClient {
  return {
    name,
    async ask(body, _isRead, call) {
      const { query, variables } = bodySchema.parse(JSON.parse(body))
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        contextValue: call,
      })
      const data: unknown = result.data
      return {
        // A copy, since answers become part of what the plan merges.
        data: isJsonObject(data) ? structuredClone(data) : null,
        errors: (result.errors ?? []).map(withCode),
      }
    },
  }
}

/** An error as services report theirs: with a code, where it is one of Orion's own. */
function withCode(error: GraphQLError): ReportedError {
  const cause = error.originalError
  const own = cause instanceof OrionError ? { ...cause.details, code: cause.code } : {}
  const { message, path } = error
  return { message, path, extensions: { ...error.extensions, ...own } }
}
