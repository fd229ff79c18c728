import { Cancellation } from '../cancellation.ts'

/** Lets callers that want the same thing at the same time share one piece of work. */
export interface SharedFlights<T> {
  /**
   * Joins the work under a key, or begins it. The work is cancelled only when everybody who waited for it has left.
   * @param group keys of different groups are different
   */
  join(group: string, key: string, cancellation: Cancellation | undefined, work: Work<T>): Promise<T>
  /** Lets nobody join what is under way any more: something changed, which it may have read before. */
  outdate(): void
}

type Work<T> = (cancellation: Cancellation) => Promise<T>

/**
 * Work under way. Maps leave their old tables, with all that was in them, to the garbage collector's rare full runs;
 * what is large is therefore taken out of a flight as soon as it ended.
 */
interface Flight<T> {
  readonly group: string
  /** Under which it is found in its group: short, and nearly always different for different keys. */
  readonly place: string
  readonly cancellation: Cancellation
  passengers: number
  /** Called when it ended. */
  arrivals: (() => void)[]
  /** Null once it ended. */
  underWay: { key: string; result: Promise<T> } | null
}

/** How much of the end of a key is part of its place. */
const PLACE_LENGTH = 100

/**
 * Shares work in flight.
 * @param onShared called whenever somebody joins work that is already under way
 */
export function createSharedFlights<T>(onShared?: () => void): SharedFlights<T> {
  const groups = new Map<string, Map<string, Flight<T>>>()

  const end = (flight: Flight<T>) => {
    flight.underWay = null
    const flights = groups.get(flight.group)
    if (flights?.get(flight.place) !== flight) return
    flights.delete(flight.place)
    if (flights.size === 0) groups.delete(flight.group)
  }

  const begin = (group: string, place: string, key: string, work: Work<T>): [Flight<T>, Promise<T>] => {
    const cancellation = new Cancellation()
    const result = work(cancellation)
    const flight: Flight<T> = {
      group,
      place,
      cancellation,
      passengers: 0,
      arrivals: [],
      underWay: { key, result },
    }
    const flights = groups.get(group) ?? new Map<string, Flight<T>>()
    groups.set(group, flights.set(place, flight))
    const land = () => {
      end(flight)
      for (const arrive of flight.arrivals) arrive()
      flight.arrivals = []
    }
    result.then(land, land)
    return [flight, result]
  }

  const board = (flight: Flight<T>, result: Promise<T>, cancellation: Cancellation | undefined) => {
    flight.passengers += 1
    if (!cancellation) return result
    const leave = () => {
      flight.passengers -= 1
      if (flight.passengers > 0) return
      end(flight)
      flight.cancellation.cancel()
    }
    cancellation.onCancel(leave)
    flight.arrivals.push(() => cancellation.forget(leave))
    return result
  }

  return {
    join(group, key, cancellation, work) {
      const place = `${key.length} ${key.slice(-PLACE_LENGTH)}`
      const known = groups.get(group)?.get(place)
      if (!known?.underWay) {
        const [flight, result] = begin(group, place, key, work)
        return board(flight, result, cancellation)
      }
      if (known.underWay.key !== key) return work(cancellation ?? new Cancellation())
      onShared?.()
      return board(known, known.underWay.result, cancellation)
    },
    outdate: () => groups.clear(),
  }
}
