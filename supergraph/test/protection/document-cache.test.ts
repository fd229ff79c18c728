import { GraphQLError, Kind, parse, type Token } from 'graphql'
import { expect, it } from 'vitest'
import { createDocumentCache } from '../../src/graphql/document-cache.ts'
import { dropTokens } from '../../src/limits/drop-tokens.ts'

it('keeps the documents used last, by their length and not by their number alone', () => {
  const cache = createDocumentCache<string>(1600)
  const texts = [...'abcdefghijklmnopqrst'].map(letter => letter.repeat(100))
  const known = () => texts.filter(text => cache.get(text) !== undefined).map(([letter]) => letter)
  for (const text of texts.slice(0, 16)) cache.set(text, text)
  expect(known()).toEqual([...'abcdefghijklmnop'])
  cache.get('a'.repeat(100))
  for (const text of texts.slice(16)) cache.set(text, text)
  expect(known()).toEqual([...'afghijklmnopqrst'])
  cache.set('z'.repeat(101), 'longer than a sixteenth')
  expect(cache.get('z'.repeat(101))).toBeUndefined()
})

it('keeps only so many documents, however short', () => {
  const cache = createDocumentCache<number>()
  for (let at = 1; at <= 3000; at++) cache.set(String(at), at)
  expect(Array.from({ length: 3000 }, (_, at) => cache.get(String(at + 1))).filter(Boolean)).toHaveLength(
    1024,
  )
})

it('lets go of comments and punctuation, and still tells where errors are', () => {
  const document = dropTokens(parse(`${'# a comment\n'.repeat(100)}{ open }`))
  const held: Token[] = []
  for (let token = document.loc?.startToken; token; token = token.next ?? undefined) held.push(token)
  expect(held).toHaveLength(1)
  const [operation] = document.definitions
  const field = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : []
  expect(new GraphQLError('wrong', { nodes: field }).locations).toEqual([{ line: 101, column: 3 }])
})
