import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OperationRequest } from '../graphql/operation-request.ts'

const SHA_256 = /^(?:sha256:)?([\da-f]{64})$/i

const persistedQuery = z.object({ sha256Hash: z.string() })

/**
 * The document that a request names: by `documentId` (the persisted documents of GraphQL over HTTP), or by
 * `extensions.persistedQuery.sha256Hash` (Apollo's automatic persisted queries). Null when it names none; an id that is
 * no SHA-256 is given as it is, and is known to nobody.
 */
export function documentIdOf({ documentId, extensions }: OperationRequest): string | null {
  const given =
    documentId ?? (extensions && persistedQuery.safeParse(extensions['persistedQuery']).data?.sha256Hash)
  if (!given) return null
  return SHA_256.exec(given)?.[1]?.toLowerCase() ?? given
}

/** The id of a document: the SHA-256 of its text, in hex. */
export function idOfDocument(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
