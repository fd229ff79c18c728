import { describe, expect, it } from 'vitest'
import { valuesMadeOnce } from '../../src/execution/values-made-once.ts'

describe('a value that takes long to make', () => {
  it('is made once, also for those who ask meanwhile, and then is there at once', async () => {
    const values = valuesMadeOnce<string>(2)
    let made = 0
    const make = async () => `plan ${++made}`
    expect(await Promise.all([values.get('a', make), values.get('a', make)])).toEqual(['plan 1', 'plan 1'])
    expect(values.get('a', make)).toBe('plan 1')
  })

  it('is made again when there came to be too many', async () => {
    const values = valuesMadeOnce<string>(1)
    await values.get('a', async () => 'first')
    await values.get('b', async () => 'other')
    expect(await values.get('a', async () => 'second')).toBe('second')
  })
})

describe('a value that cannot be made', () => {
  it('is not tried again before ten times as long has passed as that took', async () => {
    const values = valuesMadeOnce<string>(2)
    let tries = 0
    let tookMs = 0
    const fail = async () => {
      tries += 1
      const begun = performance.now()
      await new Promise(resolve => setTimeout(resolve, 50))
      tookMs = performance.now() - begun
      throw new Error('no plan')
    }
    await expect(values.get('a', fail)).rejects.toThrow('no plan')
    await expect(values.get('a', fail)).rejects.toThrow('no plan')
    expect(tries).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 12 * tookMs + 50))
    expect(await values.get('a', async () => 'a plan after all')).toBe('a plan after all')
  })
})
