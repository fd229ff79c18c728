import { type ExecutionArgs, GraphQLError } from 'graphql'
import type { OperationRequest } from '../graphql/operation-request.ts'
import { GRAPHQL_PATH } from '../graphql/path.ts'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { documentIdOf, idOfDocument } from './document-id.ts'
import type { DocumentStore } from './document-store.ts'
import type { Manifest } from './read-manifests.ts'

/**
 * `off`: documents are sent whole. `apq`: a document that was sent whole once may be sent by its id, and so may those of
 * the manifests. `safelist`: nothing but the documents of the manifests is run.
 */
export type PersistedDocumentsMode = 'off' | 'apq' | 'safelist'

/** How persisted documents are served. */
export interface PersistedDocumentsOptions {
  mode: PersistedDocumentsMode
  store: DocumentStore
  manifest: Manifest
}

/**
 * Runs documents that are sent by their id, over HTTP and WebSockets alike. An id that is not known is answered with
 * PERSISTED_QUERY_NOT_FOUND, after which clients send the whole document once with its id. A document is kept only after
 * it proved valid.
 *
 * Answers to `GET` requests by id say how far caches may keep them: a few seconds for what anybody may see, not at all
 * for what belongs to one user.
 */
export function usePersistedDocuments({ mode, store, manifest }: PersistedDocumentsOptions): GatewayPlugin {
  const find = async (request: OperationRequest, id: string): Promise<OperationRequest> => {
    const text = manifest.get(id) ?? (await store.find(id))
    if (text === null || text === undefined) throw notFound(id)
    return withText(request, text)
  }

  const keep = ({ args }: { args: ExecutionArgs }) => {
    const { params } = contextOf(args)
    const id = params.query && documentIdOf(params)
    if (params.query && id && !manifest.has(id)) store.keep(id, params.query)
  }

  return {
    seesWholeOperations: mode === 'safelist',
    onRequest({ method, path, search, caller, response }) {
      if (method !== 'GET' || path !== GRAPHQL_PATH || !NAMES_DOCUMENT.test(search)) return false
      const isPublic = !caller.viewer && !caller.headers.authorization && !caller.headers.cookie
      response.setHeader('cache-control', isPublic ? 'public, max-age=0, s-maxage=5' : 'private, no-store')
      response.setHeader('vary', 'accept, authorization, cookie, origin')
      return false
    },
    onOperation(request) {
      const id = documentIdOf(request)
      const { query } = request
      if (mode === 'safelist') {
        if (query) return allowed(request, query, manifest)
        if (!id) return request
        const text = manifest.get(id)
        if (text === undefined) throw notFound(id)
        return withText(request, text)
      }
      if (!id) return request
      if (query) {
        if (mode === 'apq' && idOfDocument(query) !== id) {
          throw problem(
            'PERSISTED_QUERY_HASH_MISMATCH',
            `The SHA-256 of the document is not ${id}; send the id of this very text.`,
          )
        }
        return withText(request, query)
      }
      if (mode === 'off') {
        throw problem('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
      }
      return find(request, id)
    },
    graphql: mode === 'apq' ? { onExecute: keep, onSubscribe: keep } : {},
  }
}

const NAMES_DOCUMENT = /[?&](documentId|extensions)=/

function allowed(request: OperationRequest, query: string, manifest: Manifest): OperationRequest {
  if (manifest.has(idOfDocument(query))) return withText(request, query)
  throw problem(
    'DOCUMENT_NOT_ALLOWED',
    'This gateway runs only the documents of its manifests; this one is not among them.',
    403,
  )
}

function withText({ documentId: _, ...request }: OperationRequest, query: string): OperationRequest {
  return { ...request, query }
}

/** Apollo's clients know this message, others the code. */
function notFound(id: string): GraphQLError {
  return new GraphQLError('PersistedQueryNotFound', {
    extensions: {
      code: 'PERSISTED_QUERY_NOT_FOUND',
      documentId: id.slice(0, 80),
      http: { status: 404, spec: true, headers: { 'cache-control': 'no-store' } },
    },
  })
}

function problem(code: string, message: string, status = 400): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, http: { status, spec: true, headers: { 'cache-control': 'no-store' } } },
  })
}
