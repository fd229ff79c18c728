import type { GraphQLApi } from '../api/graphql.ts'
import { NotFoundError } from '../errors.ts'
import {
  ActiveContentsDocument,
  ContentProgressDocument,
  type ProgressFieldsFragment,
  type PublicationFieldsFragment,
} from '../generated/graphql.ts'

/** Where a content stands at one moment. */
export interface Snapshot {
  content: ProgressFieldsFragment
  publications: PublicationFieldsFragment[]
}

/** How many contents can be watched at once. */
const mostContents = 50

/** Reads where a content stands. Throws NotFoundError when the viewer has no such content. */
export async function readSnapshot(api: GraphQLApi, id: string): Promise<Snapshot> {
  const { content, publisher } = await api.query(ContentProgressDocument, { id }, [])
  if (!content) throw noContent(id)
  return { content, publications: publisher?.publications ?? [] }
}

/** Reads the viewer's contents that have not come to their end, newest first, 50 at most. */
export async function readActive(api: GraphQLApi): Promise<Snapshot[]> {
  const { contents } = await api.query(ActiveContentsDocument, { first: mostContents }, [])
  return contents.nodes.map(content => ({ content, publications: [] }))
}

/** The error for a content that is not there. */
export function noContent(id: string): NotFoundError {
  return new NotFoundError(
    `There is no content ${id}, or it is not yours to see.`,
    '`orion content list` lists yours.',
  )
}
