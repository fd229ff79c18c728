/** Events on their way to one reader. */
export interface EventQueue<T> extends AsyncIterableIterator<T> {
  push(event: T): void
  /** Nothing follows; what waits is still read. */
  end(): void
  /** Reading fails after what waits. */
  fail(error: unknown): void
}

/** How many events may wait before the reader counts as hopelessly behind. */
const WAITING_AT_MOST = 10_000

/** Makes a queue. @param onReturn called once, when its reader left or the queue ended */
export function createEventQueue<T>(onReturn: () => void = () => {}): EventQueue<T> {
  const waiting: T[] = []
  let state: 'open' | 'ended' | 'failed' = 'open'
  let failure: unknown = null
  let wake: () => void = () => {}
  let isReturned = false
  const leave = () => {
    if (isReturned) return
    isReturned = true
    onReturn()
  }
  const finish = (next: 'ended' | 'failed', error: unknown) => {
    if (state !== 'open') return
    state = next
    failure = error
    leave()
    wake()
  }
  return {
    push(event) {
      if (state !== 'open') return
      if (waiting.length >= WAITING_AT_MOST) {
        finish('failed', new Error(`More than ${WAITING_AT_MOST} events wait to be completed`))
        return
      }
      waiting.push(event)
      wake()
    },
    end: () => finish('ended', null),
    fail: error => finish('failed', error),
    async next() {
      while (waiting.length === 0 && state === 'open') {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      if (waiting.length > 0) return { done: false, value: waiting.shift() as T }
      if (state === 'failed') {
        state = 'ended'
        throw failure
      }
      return { done: true, value: undefined }
    },
    async return() {
      waiting.length = 0
      finish('ended', null)
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
