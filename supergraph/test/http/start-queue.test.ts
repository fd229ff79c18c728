import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createStartQueue } from '../../src/http/start-queue.ts'

it('begins one in each turn, first come, first served, and none while something comes for work under way', async () => {
  let pieces = 0
  const begun: string[] = []
  const mayBegin = createStartQueue(() => pieces)
  for (const name of ['a', 'b', 'c']) void mayBegin().then(() => begun.push(name))

  await nextTurn()
  expect(begun).toEqual(['a'])

  for (let turn = 0; turn < 5; turn++) {
    pieces += 1
    await nextTurn()
  }
  expect(begun).toEqual(['a'])

  await nextTurn()
  expect(begun).toEqual(['a', 'b'])
  await nextTurn()
  expect(begun).toEqual(['a', 'b', 'c'])
})
