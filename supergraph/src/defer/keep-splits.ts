import { type ASTNode, type DocumentNode, print, visit } from 'graphql'
import type { ExecutableOperation } from '../execution/executor.ts'
import type { OperationPart } from '../execution/operation-part.ts'
import { createDocumentCache } from '../graphql/document-cache.ts'
import { splitDeferred } from './split-deferred.ts'

/**
 * Characters of all documents whose splits are kept, a document counting anew for each outcome of its `@defer`s and each set of
 * denied fields: clients choose how many there are.
 */
const CHARACTERS = 128 * 1024

interface KnownDocument {
  text: string
  /** The variables that its `@defer`s name. */
  variables: readonly string[]
}

/**
 * Splits operations at their `@defer`s, and keeps what came of it for those used last: plans are kept for the documents of the
 * parts, so that these must be the same ones for the next request.
 */
export function createDeferredSplits(): (executable: ExecutableOperation) => OperationPart {
  const byDocument = new WeakMap<DocumentNode, KnownDocument>()
  const splits = createDocumentCache<OperationPart>(CHARACTERS)
  return executable => {
    const { document, operation, denied } = executable
    let known = byDocument.get(document)
    if (!known) {
      known = { text: print(document), variables: variablesOfDefers(document) }
      byDocument.set(document, known)
    }
    const values = known.variables.map(name =>
      [executable.variables[name]].filter(value => value !== undefined),
    )
    const key = `${JSON.stringify([operation.name?.value, denied.key, ...values])} ${known.text}`
    let parts = splits.get(key)
    if (!parts) {
      parts = splitDeferred(executable)
      splits.set(key, parts)
    }
    return parts
  }
}

function variablesOfDefers(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      if (node.name.value === 'defer')
        visit<ASTNode>(node, { Variable: ({ name }) => void names.add(name.value) })
    },
  })
  return [...names]
}
