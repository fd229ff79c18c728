import type { DocumentNode } from 'graphql'
import type { LoadedSupergraph } from './load-supergraph.ts'

/**
 * What was found out about documents under one supergraph, by further keys. It is kept as long as both are: documents
 * outlive supergraphs in yoga's cache.
 */
export function createDocumentMemory<Value>(): (
  supergraph: LoadedSupergraph,
  document: DocumentNode,
) => Map<string, Value> {
  const bySupergraph = new WeakMap<LoadedSupergraph, WeakMap<DocumentNode, Map<string, Value>>>()
  return (supergraph, document) => {
    let byDocument = bySupergraph.get(supergraph)
    if (!byDocument) {
      byDocument = new WeakMap()
      bySupergraph.set(supergraph, byDocument)
    }
    let known = byDocument.get(document)
    if (!known) {
      known = new Map()
      byDocument.set(document, known)
    }
    return known
  }
}
