import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type DocumentNode,
  Kind,
  Lexer,
  parse,
  Source,
  TokenKind,
  validate,
  visit,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import * as generated from '../src/generated/graphql.ts'

const schema = buildSchema(readFileSync(new URL('../../generated/api.graphql', import.meta.url), 'utf8'))
const operations = Object.entries(generated).flatMap(([name, value]) =>
  name.endsWith('Document') && value instanceof generated.TypedDocumentString
    ? [[name, value.toString()] as const]
    : [],
)

it('there are operations', () => expect(operations.length).toBeGreaterThan(10))

describe('every operation fits the API and the default limits of the gateway', () => {
  it.each(operations)('%s', (_name, text) => {
    const document = parse(text)
    expect(validate(schema, document)).toEqual([])
    expect(depthOf(document)).toBeLessThanOrEqual(15)
    expect(aliasesOf(document)).toBeLessThanOrEqual(50)
    expect(tokensOf(text)).toBeLessThanOrEqual(5000)
  })
})

function depthOf(document: DocumentNode): number {
  let depth = 0
  let deepest = 0
  // Fragments stand beside the operation: each adds its own depth to that of the fields that use it.
  const ofFragments = new Map<string, number>()
  const measure = (node: DocumentNode['definitions'][number]) => {
    depth = 0
    deepest = 0
    visit(node, {
      Field: {
        enter: () => {
          depth++
          deepest = Math.max(deepest, depth)
        },
        leave: () => {
          depth--
        },
      },
      FragmentSpread: ({ name }) => {
        deepest = Math.max(deepest, depth + (ofFragments.get(name.value) ?? 0))
      },
    })
    return deepest
  }
  for (let round = 0; round < document.definitions.length; round++)
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        ofFragments.set(definition.name.value, measure(definition))
  return Math.max(
    ...document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).map(measure),
  )
}

function aliasesOf(document: DocumentNode): number {
  let count = 0
  visit(document, {
    Field: ({ alias }) => {
      if (alias) count++
    },
  })
  return count
}

function tokensOf(text: string): number {
  const lexer = new Lexer(new Source(text))
  let count = 0
  while (lexer.advance().kind !== TokenKind.EOF) count++
  return count
}
