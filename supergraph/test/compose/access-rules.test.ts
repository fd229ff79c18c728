import { readdirSync, readFileSync } from 'node:fs'
import { roles, scopesOfRole } from '@orion/common/access/scopes'
import {
  type DefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { readFieldRules } from '../../src/authorize/field-rules.ts'

/** The fields that need no sign-in. What is not here has to say what it needs. */
const PUBLIC = new Set(['Query.me'])

const repository = new URL('../../../', import.meta.url)
const schemas = [
  ...readdirSync(new URL('subgraphs/', repository)).map(name => `subgraphs/${name}/schema.graphql`),
  'supergraph/src/events/schema.graphql',
].map(path => ({ path, document: parse(readFileSync(new URL(path, repository), 'utf8')) }))

const isRoot = (node: DefinitionNode): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
  (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
  ['Query', 'Mutation', 'Subscription'].includes(node.name.value)

describe('the rules of access', () => {
  it.each(schemas)('say of every root field of $path what it needs', ({ document }) => {
    const silent = document.definitions
      .filter(isRoot)
      .flatMap(type =>
        (type.fields ?? [])
          .filter(
            ({ directives }) =>
              !directives?.some(({ name }) => ['authenticated', 'requiresScopes'].includes(name.value)),
          )
          .map(field => `${type.name.value}.${field.name.value}`),
      )
    expect(silent.filter(coordinate => !PUBLIC.has(coordinate))).toEqual([])
  })

  it.each(schemas)('name only scopes that some role has, in $path', ({ document }) => {
    const { types, fields } = readFieldRules(document)
    const named = [...types.values(), ...fields.values()].flatMap(({ scopes }) => scopes.flat())
    const known: readonly string[] = scopesOfRole.ADMIN
    expect(named.filter(scope => !known.includes(scope))).toEqual([])
  })

  it.each(schemas)('let no API key without rights change anything, in $path', ({ document }) => {
    const { fields } = readFieldRules(document)
    const mutations = document.definitions
      .filter(isRoot)
      .filter(type => type.name.value === 'Mutation')
      .flatMap(type => (type.fields ?? []).map(field => `Mutation.${field.name.value}`))
    // Each way to have the right takes a scope that keys which only read lack.
    const isGuarded = (coordinate: string) => {
      const ways = fields.get(coordinate)?.scopes ?? []
      return ways.length > 0 && ways.every(way => way.some(scope => scope !== 'read'))
    }
    expect(mutations.filter(coordinate => !isGuarded(coordinate))).toEqual([])
  })

  it('are the same in the supergraph as in the services', () => {
    const supergraph = readFieldRules(
      parse(readFileSync(new URL('supergraph/supergraph.graphql', repository), 'utf8')),
    )
    for (const { document } of schemas) {
      const { types, fields } = readFieldRules(document)
      for (const [name, rule] of types) expect(supergraph.types.get(name), name).toEqual(rule)
      for (const [coordinate, rule] of fields)
        expect(supergraph.fields.get(coordinate), coordinate).toEqual(rule)
    }
  })

  it('give a stronger role everything that a weaker one has', () => {
    const [viewer, editor, admin] = roles.map(role => new Set<string>(scopesOfRole[role]))
    expect([...(viewer ?? [])].every(scope => editor?.has(scope))).toBe(true)
    expect([...(editor ?? [])].every(scope => admin?.has(scope))).toBe(true)
  })
})
