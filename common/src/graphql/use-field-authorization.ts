import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Viewer } from '../access/viewer.ts'
import { ForbiddenError, type OrionError, UnauthenticatedError } from '../errors.ts'

/** What a type or field asks of who reads it: a sign-in, and one of several sets of scopes unless there are none. */
interface Requirement {
  scopes: string[][]
}

function requirementOf(directives: readonly ConstDirectiveNode[] | undefined): Requirement | null {
  const named = (name: string) => directives?.find(directive => directive.name.value === name)
  const requiresScopes = named('requiresScopes')
  if (!requiresScopes) return named('authenticated') ? { scopes: [] } : null
  const scopes = requiresScopes.arguments?.find(argument => argument.name.value === 'scopes')
  return { scopes: scopes ? (valueFromASTUntyped(scopes.value) as string[][]) : [] }
}

function refuse(requirement: Requirement | null, viewer: Viewer | null, where: string): OrionError | null {
  if (!requirement) return null
  if (!viewer) return new UnauthenticatedError(`Sign in to read ${where}.`)
  const { scopes } = requirement
  if (scopes.length === 0 || scopes.some(all => all.every(scope => viewer.scopes.includes(scope))))
    return null
  return new ForbiddenError(
    `${where} needs the right ${scopes.map(all => `"${all.join('" and "')}"`).join(' or ')}.`,
  )
}

/**
 * The first thing in the document that the viewer may not read, by `@authenticated` and `@requiresScopes` on types and fields.
 * The gateway has checked it before; a subgraph checks again, and refuses the document as a whole.
 */
export function refusalOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  viewer: Viewer | null,
): OrionError | null {
  const types = new TypeInfo(schema)
  let refusal: OrionError | null = null
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const parent = types.getParentType()
        const field = types.getFieldDef()
        if (refusal || !parent || !field) return
        const result = getNamedType(field.type)
        const ofResult =
          isObjectType(result) || isInterfaceType(result) ? requirementOf(result.astNode?.directives) : null
        refusal =
          refuse(requirementOf(parent.astNode?.directives), viewer, parent.name) ??
          refuse(requirementOf(field.astNode?.directives), viewer, `${parent.name}.${field.name}`) ??
          refuse(ofResult, viewer, result.name)
      },
    }),
  )
  return refusal
}

/** Refuses documents with fields the viewer may not read, before anything is resolved. */
export function useFieldAuthorization<Context extends { viewer: Viewer | null }>(): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refusal = refusalOf(args.schema, args.document, args.contextValue.viewer)
      if (!refusal) return
      setResultAndStopExecution({
        errors: [new GraphQLError(refusal.message, { extensions: { code: refusal.code } })],
      })
    },
  }
}
