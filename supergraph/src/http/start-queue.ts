/** Resolves when it is the caller's turn to begin. */
export type StartQueue = () => Promise<void>

/**
 * Lets one piece of work begin in each turn of the event loop, first come, first served. What arrives for work under
 * way is thus handled before more is begun: a process that has more to do than it can do keeps few requests in its
 * memory at a time, and the others wait as little more than an open socket. Without it all of them progress together,
 * and the garbage collector copies what each holds again and again; measured with 50 clients of a large query, that
 * costs half of the throughput. A process that has time to spare takes a turn for each start within microseconds.
 */
export function createStartQueue(): StartQueue {
  const waiting: (() => void)[] = []
  const turn = () => {
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(turn)
  }
  return () =>
    new Promise(resolve => {
      if (waiting.push(resolve) === 1) setImmediate(turn)
    })
}
