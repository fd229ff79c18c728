import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createStartQueue, STARTS_A_TURN } from '../../src/http/start-queue.ts'

it('begins a few in each turn, first come, first served, and none while something comes for work under way', async () => {
  let pieces = 0
  const begun: number[] = []
  const mayBegin = createStartQueue(() => pieces)
  const names = Array.from({ length: 2 * STARTS_A_TURN + 1 }, (_, at) => at)
  for (const name of names) void mayBegin().then(() => begun.push(name))

  await nextTurn()
  expect(begun).toEqual(names.slice(0, STARTS_A_TURN))

  for (let turn = 0; turn < 5; turn++) {
    pieces += 1
    await nextTurn()
  }
  expect(begun).toHaveLength(STARTS_A_TURN)

  await nextTurn()
  expect(begun).toEqual(names.slice(0, 2 * STARTS_A_TURN))
  await nextTurn()
  expect(begun).toEqual(names)
})
