import { expect, it } from 'vitest'
import { DistinctRepresentations } from '../../src/execution/compile/distinct-representations.ts'
import { compileRepresentations } from '../../src/execution/compile/representations.ts'
import type { RequiredSelection } from '../../src/execution/plan/query-plan.ts'

const requires = (on: string, ...keys: string[]): RequiredSelection => ({
  kind: 'fragment',
  on,
  selections: ['__typename', ...keys].map(name => ({
    kind: 'field',
    read: name,
    send: name,
    selections: null,
  })),
})
const distinctOf = (...required: RequiredSelection[]) =>
  new DistinctRepresentations(
    compileRepresentations(required, [], condition => new Set([condition])),
    false,
  )

it('numbers entities by their key, each type for itself', () => {
  const distinct = distinctOf(requires('Book', 'id'), requires('Film', 'id'))
  const book = { __typename: 'Book', id: '1' }
  const numbers = [
    book,
    { ...book, title: 'more' },
    { __typename: 'Film', id: '1' },
    { ...book, id: '2' },
    book,
  ]
  expect(numbers.map(entity => distinct.numberOf(entity))).toEqual([0, 0, 1, 2, 0])
  expect(JSON.parse(`[${distinct.text}]`)).toEqual([
    { __typename: 'Book', id: '1' },
    { __typename: 'Film', id: '1' },
    { __typename: 'Book', id: '2' },
  ])
  expect(distinct.size).toBe(3)
})

it('tells keys apart that are no text, or several', () => {
  const numbers = distinctOf(requires('Book', 'id'))
  const ids = [1, '1', 1, null, [1], [1], undefined]
  expect(ids.map(id => numbers.numberOf({ __typename: 'Book', id }))).toEqual([0, 1, 0, 2, 3, 3, null])
  const pairs = distinctOf(requires('Book', 'id', 'shelf'))
  const shelves = ['a', 'b', 'a']
  expect(shelves.map(shelf => pairs.numberOf({ __typename: 'Book', id: '1', shelf }))).toEqual([0, 1, 0])
  expect(pairs.numberOf({ id: '1', shelf: 'a' })).toBeNull()
})
