import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { createDocumentCache, type DocumentCache } from './document-cache.ts'

/** Documents that need not be parsed and validated once more: both say the same of a text and a schema, whoever asks. */
export interface KnownDocuments {
  /** What was made of the texts of documents. */
  parsed: DocumentCache<DocumentNode>
  /** The document of a text, if it was found valid under this schema. */
  find(text: string, schema: GraphQLSchema): DocumentNode | null
  /** Learns what validation finds. */
  plugin: Plugin
}

/** Knows none at first. */
export function createKnownDocuments(): KnownDocuments {
  const parsed = createDocumentCache<DocumentNode>()
  const validUnder = new WeakMap<GraphQLSchema, WeakSet<DocumentNode>>()
  return {
    parsed,
    find(text, schema) {
      const document = parsed.get(text)
      return document && validUnder.get(schema)?.has(document) ? document : null
    },
    plugin: {
      onValidate({ params: { documentAST, schema } }) {
        return ({ valid }) => {
          if (!valid) return
          const documents = validUnder.get(schema) ?? new WeakSet()
          validUnder.set(schema, documents.add(documentAST))
        }
      },
    },
  }
}
