import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { timeoutSignal } from '../src/timeout-signal.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

it('a time-out within another signal fires although garbage is collected meanwhile', async () => {
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, timeoutSignal(60)])
  const collecting = setInterval(collectGarbage, 10)
  try {
    await Promise.race([once(signal, 'abort'), once(AbortSignal.timeout(5000), 'abort')])
  } finally {
    clearInterval(collecting)
  }
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' })
})

it('a time-out fires once, and is no error where the other signal came first', async () => {
  const stopping = new AbortController()
  const signal = AbortSignal.any([stopping.signal, timeoutSignal(20)])
  stopping.abort(new Error('stopping'))
  await once(AbortSignal.timeout(40), 'abort')
  expect(signal.reason).toMatchObject({ message: 'stopping' })
})
