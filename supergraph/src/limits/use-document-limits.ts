import type { ExecutionResult } from 'graphql'
import { type DocumentNode, GraphQLError, parse, type Source, validate } from 'graphql'
import type { GatewayPlugin } from '../plugin.ts'
import { DOCUMENT_LIMITS, type DocumentLimits } from './document-limits.ts'
import { dropTokens } from './drop-tokens.ts'
import { findBrokenInputLimit } from './find-broken-input-limit.ts'
import { findBrokenLimit } from './find-broken-limit.ts'
import { nestsTooDeep } from './nests-too-deep.ts'
import { tooLarge } from './too-large.ts'

/**
 * Problems that validation looks for at most, in one operation or in all of a batch: each costs more than what is wrong about
 * it, since names are suggested for it.
 */
const PROBLEMS_AT_MOST = 5

/**
 * Refuses documents that are too large before they are validated, and variables before they are coerced: long before
 * any subgraph is asked. Once an operation of a batch was refused, or several problems were found in it, those after it are
 * not looked at any more.
 */
export function useDocumentLimits(limits: DocumentLimits = DOCUMENT_LIMITS): GatewayPlugin {
  const refusedBatches = new WeakSet<object>()
  const problemsFound = new WeakMap<object, number>()
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
      onParse({ context, setParseFn }) {
        // The operations of a batch share it; those of a WebSocket have none.
        const request: object | undefined = context.request
        if (request && refusedBatches.has(request))
          throw tooLarge('Another operation of the batch is too large.')
        setParseFn((source: string | Source) => {
          const parsed = parseWithin(source, limits)
          if (!(parsed instanceof GraphQLError)) return parsed
          if (request) refusedBatches.add(request)
          throw parsed
        })
      },
      onValidate({ context, setValidationFn }) {
        const request: object | undefined = context.request
        const found = (request && problemsFound.get(request)) ?? 0
        if (found >= PROBLEMS_AT_MOST)
          throw tooLarge('Other operations of the batch are not valid.', 'GRAPHQL_VALIDATION_FAILED')
        setValidationFn((schema, document, rules, typeInfo) => {
          const maxErrors = PROBLEMS_AT_MOST - found
          const problems = validate(schema, document, rules, { maxErrors }, typeInfo)
          if (request) problemsFound.set(request, found + problems.length)
          return problems
        })
      },
      onExecute: checkVariables,
      onSubscribe: checkVariables,
    },
  }
}

/** The document, or which limit it breaks. @throws GraphQLError when it is none */
function parseWithin(source: string | Source, limits: DocumentLimits): DocumentNode | GraphQLError {
  const text = typeof source === 'string' ? source : source.body
  if (text.length > limits.characters) {
    return tooLarge(`The document has ${text.length} characters; ${limits.characters} are allowed.`)
  }
  // One more are the parentheses of arguments, between selections and literals.
  const brackets = limits.nesting + limits.inputDepth + 1
  if (nestsTooDeep(text, brackets)) {
    return tooLarge(`The document has more than ${brackets} brackets inside of each other.`)
  }
  try {
    const document = parse(source, { maxTokens: limits.tokens })
    return findBrokenLimit(document, limits) ?? dropTokens(document)
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
      return tooLarge(`The document has more than ${limits.tokens} tokens.`)
    }
    throw error
  }
}
