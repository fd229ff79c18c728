import type { FieldNode, GraphQLError } from 'graphql'

/** The fields of one document that one set of rights may not read. */
export interface DeniedFields {
  /** Identifies the set of fields: documents with the same text and key have the same fields left. */
  key: string
  /** Each denied field with the reason, by its node in the document. */
  reasons: ReadonlyMap<FieldNode, GraphQLError>
}

/** Nothing is denied. */
export const NOTHING_DENIED: DeniedFields = { key: '', reasons: new Map() }
