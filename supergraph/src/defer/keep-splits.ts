import { type ASTNode, type DocumentNode, visit } from 'graphql'
import type { ExecutableOperation } from '../execution/executor.ts'
import { type DeferredParts, splitDeferred } from './split-deferred.ts'

/** How many splits of one document are kept: there is one for each outcome of its `@defer`s and each set of denied fields. */
const SPLITS_AT_MOST = 32

interface KnownDocument {
  /** The variables that its `@defer`s name. */
  variables: readonly string[]
  splits: Map<string, DeferredParts>
}

/**
 * Splits operations at their `@defer`s, and keeps what came of it as long as the document is: plans are kept for the
 * documents of the parts, so that these must be the same ones for the next request.
 */
export function createDeferredSplits(): (executable: ExecutableOperation) => DeferredParts {
  const byDocument = new WeakMap<DocumentNode, KnownDocument>()
  return executable => {
    const { document, operation, denied } = executable
    let known = byDocument.get(document)
    if (!known) {
      known = { variables: variablesOfDefers(document), splits: new Map() }
      byDocument.set(document, known)
    }
    const values = known.variables.map(name => executable.variables[name])
    const key = JSON.stringify([operation.name?.value, denied.key, ...values])
    let parts = known.splits.get(key)
    if (!parts) {
      if (known.splits.size >= SPLITS_AT_MOST) known.splits.clear()
      parts = splitDeferred(executable)
      known.splits.set(key, parts)
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
