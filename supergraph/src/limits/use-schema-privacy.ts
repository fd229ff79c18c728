import {
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  Kind,
  visit,
} from 'graphql'
import { contextOf } from '../graphql/use-supergraph.ts'
import type { GatewayPlugin } from '../plugin.ts'

/** Who may read the schema: everybody, those who may operate the system, or nobody. */
export type IntrospectionPolicy = 'on' | 'admins' | 'off'

const SUGGESTION = / Did you mean .*?\?(?= |$)/g

/**
 * Keeps the schema to those who may read it: introspection, and the names that validation suggests for mistyped ones.
 * With `on` it does nothing.
 */
export function useSchemaPrivacy(policy: IntrospectionPolicy): GatewayPlugin {
  if (policy === 'on') return {}
  const introspecting = new WeakMap<DocumentNode, boolean>()
  const isIntrospecting = (document: DocumentNode): boolean => {
    let found = introspecting.get(document)
    if (found === undefined) {
      found = asksForSchema(document)
      introspecting.set(document, found)
    }
    return found
  }
  const check = ({
    args,
    setResultAndStopExecution,
  }: {
    args: ExecutionArgs
    setResultAndStopExecution(result: ExecutionResult): void
  }) => {
    if (!isIntrospecting(args.document)) return
    const { viewer } = contextOf(args).caller
    if (policy === 'admins' && viewer?.scopes.includes('operations:read')) return
    const whom =
      policy === 'admins' ? 'Only administrators may read the schema here' : 'The schema is not told here'
    setResultAndStopExecution({
      errors: [
        new GraphQLError(`${whom} (ORION_INTROSPECTION).`, {
          extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 403, spec: true } },
        }),
      ],
    })
  }
  return {
    graphql: {
      onValidate:
        () =>
        ({ valid, result, setResult }) => {
          if (!valid) setResult(result.map((error: Error) => withoutSuggestion(error)))
        },
      onExecute: check,
      onSubscribe: check,
    },
  }
}

function asksForSchema(document: DocumentNode): boolean {
  let found = false
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined
      found = true
      return BREAK
    },
    [Kind.ARGUMENT]: () => false,
  })
  return found
}

function withoutSuggestion(error: Error): Error {
  const message = withoutSuggestions(error.message)
  return message === error.message || !(error instanceof GraphQLError)
    ? error
    : new GraphQLError(message, { nodes: error.nodes, extensions: error.extensions })
}

/** A message of graphql without the names that it suggests. */
export function withoutSuggestions(message: string): string {
  return message.replaceAll(SUGGESTION, '')
}
