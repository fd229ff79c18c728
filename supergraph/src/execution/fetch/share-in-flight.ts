import { Cancellation } from '../cancellation.ts'

/** Lets callers that want the same thing at the same time share one piece of work. */
export interface SharedFlights<T> {
  /**
   * Joins the work under a key, or begins it. The work is cancelled only when everybody who waited for it has left.
   * @param group keys of different groups are different
   */
  join(
    group: string,
    key: string,
    cancellation: Cancellation | undefined,
    work: (cancellation: Cancellation) => Promise<T>,
  ): Promise<T>
}

interface Flight<T> {
  result: Promise<T>
  passengers: number
  cancellation: Cancellation
}

/**
 * Shares work in flight.
 * @param onShared called whenever somebody joins work that is already under way
 */
export function createSharedFlights<T>(onShared?: () => void): SharedFlights<T> {
  const groups = new Map<string, Map<string, Flight<T>>>()

  const end = (group: string, key: string, flight: Flight<T>) => {
    const flights = groups.get(group)
    if (flights?.get(key) !== flight) return
    flights.delete(key)
    if (flights.size === 0) groups.delete(group)
  }

  const begin = (
    group: string,
    key: string,
    flights: Map<string, Flight<T>>,
    work: (cancellation: Cancellation) => Promise<T>,
  ): Flight<T> => {
    const cancellation = new Cancellation()
    const result = work(cancellation)
    const flight: Flight<T> = { cancellation, passengers: 0, result }
    flights.set(key, flight)
    const land = () => end(group, key, flight)
    result.then(land, land)
    return flight
  }

  return {
    join(group, key, cancellation, work) {
      let flights = groups.get(group)
      if (!flights) {
        flights = new Map()
        groups.set(group, flights)
      }
      let flight = flights.get(key)
      if (flight) onShared?.()
      else flight = begin(group, key, flights, work)
      flight.passengers += 1
      const boarded = flight
      if (!cancellation) return boarded.result
      const leave = () => {
        boarded.passengers -= 1
        if (boarded.passengers > 0) return
        end(group, key, boarded)
        boarded.cancellation.cancel()
      }
      cancellation.onCancel(leave)
      const arrive = () => cancellation.forget(leave)
      boarded.result.then(arrive, arrive)
      return boarded.result
    },
  }
}
