/** Lets callers that want the same thing at the same time share one piece of work. */
export type ShareInFlight<T> = (
  key: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T>

interface Flight<T> {
  result: Promise<T>
  passengers: number
  abort: AbortController
}

/**
 * Shares work in flight by key. The work is aborted only when everybody who waited for it has left.
 * @param onShared called whenever somebody joins work that is already under way
 */
export function createShareInFlight<T>(onShared?: () => void): ShareInFlight<T> {
  const flights = new Map<string, Flight<T>>()

  const board = (key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const known = flights.get(key)
    if (known) {
      onShared?.()
      return known
    }
    const abort = new AbortController()
    const flight: Flight<T> = { abort, passengers: 0, result: work(abort.signal) }
    flights.set(key, flight)
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    flight.result.then(land, land)
    return flight
  }

  return (key, signal, work) => {
    const flight = board(key, work)
    flight.passengers += 1
    if (!signal) return flight.result
    const leave = () => {
      flight.passengers -= 1
      if (flight.passengers > 0) return
      flights.delete(key)
      flight.abort.abort()
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    const done = () => signal.removeEventListener('abort', leave)
    flight.result.then(done, done)
    return flight.result
  }
}
