import { readFile } from 'node:fs/promises'
import { type Role, roles, type Scope, scopesOfRole, signInScopes } from '@orion/common'
import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql'
import { type AccessRule, type FieldRules, readFieldRules } from '../supergraph/src/authorize/field-rules.ts'

const ROOTS = ['Query', 'Mutation', 'Subscription']

/** The page docs/authorization.md: roles, scopes, and what every field of the supergraph needs. */
export async function authorizationPage(): Promise<string> {
  const supergraph = parse(await readFile('supergraph/supergraph.graphql', 'utf8'))
  const rules = readFieldRules(supergraph)
  const types = objectTypes(supergraph)
  const sections = ROOTS.flatMap(root => types.filter(({ name }) => name.value === root)).map(
    type => `## ${type.name.value}\n\n${fieldTable(type, rules)}`,
  )
  return `# Who may do what

Made by \`npm run docs\` from \`common/src/access/scopes.ts\` and the supergraph. The gateway refuses what a caller has no right to before
it plans, and the service that owns the field refuses it again. What belongs to a user (contents, notifications, sessions, keys …)
is besides seen by its owner and, where that makes sense, by admins only; services check that in lists, by id and for entity
references alike.

## Roles and scopes

Where a sign-in is enough, an API key is as well. It has the scopes it was given, as far as its owner's role has them at that moment; every key reads.

${scopeTable()}

${sections.join('\n\n')}

## Types

Every field that returns one of these types, or is on it, needs what the type needs.

${typeTable(types, rules)}

## Fields of types

Beyond what the type needs.

${otherFields(types, rules)}
`
}

function scopeTable(): string {
  const all = scopesOfRole.ADMIN
  const mark = (has: boolean) => (has ? '✓' : '')
  const row = (scope: Scope) => {
    const ofRoles = roles.map((role: Role) => mark(scopesOfRole[role].includes(scope)))
    const ofKeys = mark(!signInScopes.some(needsSignIn => needsSignIn === scope))
    return `| \`${scope}\` | ${[...ofRoles, ofKeys].join(' | ')} |`
  }
  const heads = [...roles.map(role => role.toLowerCase()), 'API keys']
  return [
    `| scope | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---|').join('')}`,
    ...all.map(row),
  ].join('\n')
}

function objectTypes(supergraph: DocumentNode): ObjectTypeDefinitionNode[] {
  return supergraph.definitions
    .filter(definition => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .sort((a, b) => a.name.value.localeCompare(b.name.value))
}

function fieldTable(type: ObjectTypeDefinitionNode, rules: FieldRules): string {
  const row = (field: FieldDefinitionNode) => {
    const own = rules.fields.get(`${type.name.value}.${field.name.value}`)
    return `| \`${field.name.value}\` | ${need(own)} |`
  }
  return ['| field | needs |', '|---|---|', ...sorted(type.fields ?? []).map(row)].join('\n')
}

function typeTable(types: readonly ObjectTypeDefinitionNode[], rules: FieldRules): string {
  const guarded = types.filter(({ name }) => rules.types.has(name.value))
  const rows = guarded.map(({ name }) => `| \`${name.value}\` | ${need(rules.types.get(name.value))} |`)
  return ['| type | needs |', '|---|---|', ...rows].join('\n')
}

function otherFields(types: readonly ObjectTypeDefinitionNode[], rules: FieldRules): string {
  const rows = types
    .filter(({ name }) => !ROOTS.includes(name.value))
    .flatMap(type => sorted(type.fields ?? []).map(field => `${type.name.value}.${field.name.value}`))
    .filter(coordinate => rules.fields.has(coordinate))
    .map(coordinate => `| \`${coordinate}\` | ${need(rules.fields.get(coordinate))} |`)
  return ['| field | needs |', '|---|---|', ...rows].join('\n')
}

function need(rule: AccessRule | undefined): string {
  if (!rule) return 'nothing'
  if (rule.scopes.length === 0) return 'a sign-in'
  return rule.scopes.map(set => set.map(scope => `\`${scope}\``).join(' and ')).join(', or ')
}

function sorted(fields: readonly FieldDefinitionNode[]): FieldDefinitionNode[] {
  return [...fields].sort((a, b) => a.name.value.localeCompare(b.name.value))
}
