import { type Exchange, makeOperation, mapExchange, stringifyDocument } from 'urql'
import { z } from 'zod'
import { fetchWhileSignedIn } from '#session/browser-session.ts'

const generatedDocument = z.object({ __meta__: z.object({ hash: z.string() }) })
const sentById = z.looseObject({
  extensions: z.looseObject({ persistedQuery: z.object({ sha256Hash: z.string() }) }),
})

/** The documents that were sent by id, for a gateway that does not know them. */
const texts = new Map<string, string>()
let isKnownToGateway = true

/** Sends documents by the id that codegen gave them: the gateway has the manifest that belongs to it. */
export const documentIdExchange: Exchange = mapExchange({
  onOperation(operation) {
    const { data } = generatedDocument.safeParse(operation.query)
    if (!data || !isKnownToGateway || operation.kind === 'teardown') return operation
    const sha256Hash = data.__meta__.hash.replace(/^sha256:/, '')
    texts.set(sha256Hash, stringifyDocument(operation.query))
    return makeOperation(
      operation.kind,
      { ...operation, extensions: { ...operation.extensions, persistedQuery: { version: 1, sha256Hash } } },
      operation.context,
    )
  },
})

/** Sends the whole document after all where the gateway is of another version and does not know the id. */
export const fetchWithDocumentIds: typeof fetch = async (address, init) => {
  const response = await fetchWhileSignedIn(address, init)
  if (response.status !== 404 || typeof init?.body !== 'string') return response
  const sent = sentById.safeParse(JSON.parse(init.body))
  const query = sent.data && texts.get(sent.data.extensions.persistedQuery.sha256Hash)
  if (!sent.data || !query) return response
  isKnownToGateway = false
  const { extensions: _, ...rest } = sent.data
  return fetch(address, { ...init, body: JSON.stringify({ ...rest, query }) })
}
