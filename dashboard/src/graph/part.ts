import type { CombinedError, UseQueryState } from 'urql'

/** A part of a page that has its own query, so that it can fail alone. */
export interface Part<T> {
  /** Null while it is not known. */
  value: T | null
  /** Why it is not known. What was read before stays, so with a value there is no error. */
  error: CombinedError | undefined
  isFetching: boolean
}

/**
 * Picks out of a result what a part shows. When an operation fails, the cache fills what is missing with null, also
 * where the schema promises a value: pick with `?.` and answer with nothing when it is not there.
 */
export function toPart<Data, T>(
  { data, error, fetching }: UseQueryState<Data>,
  pick: (data: Data) => T | null | undefined,
): Part<T> {
  const value = data ? (pick(data) ?? null) : null
  return { value, error: value === null ? error : undefined, isFetching: fetching }
}
