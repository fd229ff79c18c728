import type { ExecutionResult } from 'graphql'
import { type DocumentNode, GraphQLError, parse, type Source } from 'graphql'
import type { GatewayPlugin } from '../plugin.ts'
import { DOCUMENT_LIMITS, type DocumentLimits } from './document-limits.ts'
import { findBrokenInputLimit } from './find-broken-input-limit.ts'
import { findBrokenLimit } from './find-broken-limit.ts'
import { tooLarge } from './too-large.ts'

/**
 * Refuses documents that are too large before they are validated, and variables before they are coerced: long before
 * any subgraph is asked. What was found out about a document is kept as long as the document is.
 */
export function useDocumentLimits(limits: DocumentLimits = DOCUMENT_LIMITS): GatewayPlugin {
  const checked = new WeakMap<DocumentNode, GraphQLError | null>()
  const parseWithin = (source: string | Source): DocumentNode => {
    try {
      return parse(source, { maxTokens: limits.tokens })
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge('The document is nested too deeply to be read.')
      if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
        throw tooLarge(`The document has more than ${limits.tokens} tokens.`)
      }
      throw error
    }
  }
  const checkVariables = ({
    args,
    setResultAndStopExecution,
  }: {
    args: { variableValues?: Record<string, unknown> | null }
    setResultAndStopExecution(result: ExecutionResult): void
  }) => {
    const broken = args.variableValues ? findBrokenInputLimit(args.variableValues, limits) : null
    if (broken) setResultAndStopExecution({ errors: [broken] })
  }
  return {
    graphql: {
      onParse({ setParseFn }) {
        setParseFn(parseWithin)
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
      onExecute: checkVariables,
      onSubscribe: checkVariables,
    },
  }
}
