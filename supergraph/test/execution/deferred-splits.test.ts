import { getOperationAST, parse } from 'graphql'
import { expect, it } from 'vitest'
import { NOTHING_DENIED } from '../../src/authorize/denied-fields.ts'
import { createDeferredSplits } from '../../src/defer/keep-splits.ts'

const document = parse('query ($late: Boolean!) { book { title ... @defer(if: $late) { reviews } } }')
const operation = getOperationAST(document)

it('splits an operation once for each outcome of its defers, since plans are kept for the parts’ documents', () => {
  if (!operation) throw new Error('the test has no operation')
  const split = createDeferredSplits()
  const partsOf = (late: boolean) =>
    split({ document, operation, variables: { late }, denied: NOTHING_DENIED, trafficShare: 0 })
  const documents = [true, false, true, false].map(late => partsOf(late).operation.document)
  expect(documents[2]).toBe(documents[0])
  expect(documents[3]).toBe(documents[1])
  expect(documents[1]).not.toBe(documents[0])
  expect([true, false].map(late => partsOf(late).deferred.length)).toEqual([1, 0])
})
