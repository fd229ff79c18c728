import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { type DeniedFields, NOTHING_DENIED } from './denied-fields.ts'
import type { AccessRule, FieldRules } from './field-rules.ts'

/** What the rules are checked against; null when nobody is signed in. */
export type Rights = { scopes: readonly string[] } | null

/**
 * Finds the fields of a document that a caller may not read. A field needs what its own rule, the rule of the type it
 * is on, and the rule of the type it returns ask for.
 */
export function denyFields(
  document: DocumentNode,
  schema: GraphQLSchema,
  rules: FieldRules,
  rights: Rights,
): DeniedFields {
  const reasons = new Map<FieldNode, GraphQLError>()
  const denied = new Set<string>()
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType()
        const type = info.getType()
        if (!parent || !type) return
        const coordinate = `${parent.name}.${node.name.value}`
        const rule = [
          rules.fields.get(coordinate),
          rules.types.get(parent.name),
          rules.types.get(getNamedType(type).name),
        ]
          .filter(found => found !== undefined)
          .find(found => !isSatisfied(found, rights))
        if (!rule) return
        reasons.set(node, reasonOf(coordinate, rule, rights))
        denied.add(coordinate)
      },
    }),
  )
  return reasons.size === 0 ? NOTHING_DENIED : { key: [...denied].sort().join(' '), reasons }
}

function isSatisfied(rule: AccessRule, rights: Rights): boolean {
  if (!rights) return false
  return (
    rule.scopes.length === 0 || rule.scopes.some(set => set.every(scope => rights.scopes.includes(scope)))
  )
}

function reasonOf(coordinate: string, rule: AccessRule, rights: Rights): GraphQLError {
  if (!rights) {
    return new GraphQLError(`Sign in to read ${coordinate}`, { extensions: { code: 'UNAUTHENTICATED' } })
  }
  const needed = rule.scopes.map(set => set.join(' and ')).join(', or ')
  return new GraphQLError(`${coordinate} needs the right ${needed}`, {
    extensions: { code: 'FORBIDDEN', requiredScopes: rule.scopes },
  })
}
