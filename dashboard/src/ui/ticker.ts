/** Tells the time of day to all who show it, by one timer that runs while anybody does. For `useSyncExternalStore`. */
export function createTicker(everyMs: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    now: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (timer === undefined) {
        now = Date.now() // nobody counted while nobody showed a time
        timer = setInterval(tick, everyMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
