import { GraphQLFloat, GraphQLID, GraphQLInt } from 'graphql'
import { expect, it } from 'vitest'
import { leafWriter } from '../../src/execution/shape/leaf-writer.ts'

it('numbers are written as JSON has them, or not at all', () => {
  const write = leafWriter(GraphQLFloat)
  expect(['0.5', '-1e21', '1e400', '-1e400', '"1"'].map(text => write(JSON.parse(text)))).toEqual([
    '0.5',
    '-1e+21',
    null,
    null,
    null,
  ])
  expect([7, 7.5, 2 ** 31].map(leafWriter(GraphQLInt))).toEqual(['7', null, null])
  expect([7, 7.5, 'a"'].map(leafWriter(GraphQLID))).toEqual(['"7"', null, '"a\\""'])
})
