import { type DocumentNode, type GraphQLError, parse } from 'graphql'
import type { GatewayPlugin } from '../plugin.ts'
import { DOCUMENT_LIMITS, type DocumentLimits, findBrokenLimit } from './document-limits.ts'

/** Refuses documents that are too large, before they are validated and long before any subgraph is asked. */
export function useDocumentLimits(limits: DocumentLimits = DOCUMENT_LIMITS): GatewayPlugin {
  const checked = new WeakMap<DocumentNode, GraphQLError | null>()
  return {
    graphql: {
      onParse({ setParseFn }) {
        setParseFn(source => parse(source, { maxTokens: limits.tokens }))
      },
      onValidate({ params, setResult }) {
        const document: DocumentNode = params.documentAST
        let broken = checked.get(document)
        if (broken === undefined) {
          broken = findBrokenLimit(document, limits)
          checked.set(document, broken)
        }
        if (broken) setResult([broken])
      },
    },
  }
}
