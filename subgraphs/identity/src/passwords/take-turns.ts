/**
 * Lets only so many works run at once; the others wait, first come, first served.
 * @returns what runs one in its turn, and gives its result or error
 */
export function createTurns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let free = atOnce
  return async work => {
    if (free > 0) free -= 1
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The turn goes straight to the next one, so that nobody who comes now slips in between.
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
