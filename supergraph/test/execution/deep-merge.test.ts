import { buildSchema } from 'graphql'
import { expect, it } from 'vitest'
import { deepMerge } from '../../src/execution/compile/deep-merge.ts'
import type { JsonObject } from '../../src/execution/json.ts'
import { createTypeConditions } from '../../src/execution/plan/type-conditions.ts'

const types = createTypeConditions(
  buildSchema(
    'type Query { lent: [Media] } interface Media { id: ID } type Book implements Media { id: ID }',
  ),
)
const book = () => ({ lent: [{ __typename: 'Book', title: 'Dune' }] })
/** How a subgraph answers that knows the object by its interface only. */
const media = () => ({ lent: [{ __typename: 'Media', id: '1' }] })

it.each([
  ['before', book(), media()],
  ['after', media(), book()],
])('keeps the type of an object that is answered %s its interface', (_, first, second) => {
  const merged: JsonObject = first
  deepMerge(merged, second, types)
  expect(merged).toEqual({ lent: [{ __typename: 'Book', title: 'Dune', id: '1' }] })
})
