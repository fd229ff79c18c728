import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { GatewayPlugin } from '../plugin.ts'
import type { GraphQLContext } from './context.ts'
import { type OperationRequest, operationRequest } from './operation-request.ts'

/** Lets the plugins complete an operation that a client asks for. @throws GraphQLError when one refuses it */
export interface FindOperation {
  (request: OperationRequest): Promise<OperationRequest>
  /** True when operations that came whole need not be looked at. */
  skipsWhole: boolean
}

/** An operation that came whole and names no document: most do, and cost nothing here. */
export function isWhole(request: OperationRequest): boolean {
  return typeof request.query === 'string' && !request.extensions && !request.documentId
}

/** The plugins' part in finding an operation; null when none of them takes part. */
export function createFindOperation(plugins: readonly GatewayPlugin[]): FindOperation | null {
  const steps = plugins.flatMap(plugin => (plugin.onOperation ? [plugin.onOperation.bind(plugin)] : []))
  if (steps.length === 0) return null
  const find = async (request: OperationRequest) => {
    let found = request
    for (const step of steps) found = await step(found)
    return found
  }
  return Object.assign(find, { skipsWhole: !plugins.some(plugin => plugin.seesWholeOperations) })
}

/**
 * Does the same for operations over HTTP. What is not an operation at all is left to yoga, which refuses most of it; where
 * whole operations are looked at as well, nothing goes past that.
 */
export function useFindOperation(find: FindOperation): Plugin<GraphQLContext> {
  const complete = async (
    request: Request,
    params: GraphQLParams,
    setParams: (params: GraphQLParams) => void,
  ): Promise<void> => {
    const isGet = request.method === 'GET'
    const documentId = isGet ? new URL(request.url, 'http://gateway').searchParams.get('documentId') : null
    const asked = operationRequest.safeParse(documentId ? { ...params, documentId } : params)
    if (!asked.success) {
      if (find.skipsWhole) return
      throw noOperation('a part of it has the wrong type')
    }
    const { query, operationName, variables, extensions } = await find(asked.data)
    if (typeof query !== 'string') throw noOperation('it has no query')
    // What else was sent stays, for yoga to refuse.
    setParams({
      ...params,
      query,
      operationName: operationName ?? undefined,
      variables: variables ?? undefined,
      extensions: extensions ?? undefined,
    })
  }
  return {
    onRequestParse({ request, requestParser, setRequestParser }) {
      if (request.method !== 'GET' || !requestParser) return
      setRequestParser(given => {
        try {
          return requestParser(given)
        } catch {
          throw noOperation('its variables or extensions are no JSON')
        }
      })
    },
    onParams({ request, params, setParams }) {
      const needsNothing = find.skipsWhole && request.method !== 'GET' && isWhole(params)
      return needsNothing ? undefined : complete(request, params, setParams)
    },
  }
}

/** What is not even an operation is refused with status 400 in every media type. */
function noOperation(reason: string): GraphQLError {
  return new GraphQLError(`The request is no operation: ${reason}.`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  })
}
