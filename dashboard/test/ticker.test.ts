import { expect, onTestFinished, test, vi } from 'vitest'
import { createTicker } from '#ui/ticker.ts'

test('whoever shows a time first after a while gets the time of then, not of the last tick', () => {
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => void vi.useRealTimers())
  const ticker = createTicker(15_000)
  const leave = ticker.subscribe(() => undefined)
  vi.advanceTimersByTime(15_000)
  leave()
  vi.advanceTimersByTime(600_000)
  const heard: number[] = []
  ticker.subscribe(() => heard.push(ticker.now()))
  expect(ticker.now()).toBe(615_000)
  vi.advanceTimersByTime(15_000)
  expect(heard).toEqual([630_000])
})
