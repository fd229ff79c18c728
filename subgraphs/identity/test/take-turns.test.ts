import { expect, test } from 'vitest'
import { createTurns } from '../src/passwords/take-turns.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, opened }
}

test('no more than so many run at once, the others in the order in which they came', async () => {
  const inTurn = createTurns(2)
  const begun: number[] = []
  const gates = Array.from({ length: 5 }, gate)
  const works = gates.map(({ opened }, number) =>
    inTurn(async () => {
      begun.push(number)
      await opened
      return number
    }),
  )
  expect(begun).toEqual([0, 1])
  gates[1]?.open()
  await works[1]
  await expect.poll(() => begun).toEqual([0, 1, 2])
  for (const { open } of gates) open()
  expect(await Promise.all(works)).toEqual([0, 1, 2, 3, 4])
  expect(begun).toEqual([0, 1, 2, 3, 4])
})

test('a failed one gives its turn to the next', async () => {
  const inTurn = createTurns(1)
  const failed = inTurn(async () => {
    throw new Error('out of memory')
  })
  const next = inTurn(async () => 'done')
  await expect(failed).rejects.toThrow('out of memory')
  expect(await next).toBe('done')
})
