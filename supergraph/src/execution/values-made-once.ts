/** Values that take long to make, by key. */
export interface ValuesMadeOnce<Value> {
  /**
   * The value of a key, made at the first need for all who ask meanwhile.
   * @returns a promise only while the value is being made, or when that failed
   */
  get(key: string, make: () => Promise<Value>): Value | Promise<Value>
}

/** So many times as long as a failure took, it is answered again without another try. */
const FAILURE_REST = 10

/**
 * Keeps what was made. What could not be made is tried again, but not at once: a failure is kept for ten times as long as it took,
 * so that trying for those who ask again and again takes a tenth of the time at most.
 * @param atMost how many values are kept; all are forgotten when there come to be more.
 */
export function valuesMadeOnce<Value>(atMost: number): ValuesMadeOnce<Value> {
  const values = new Map<string, Value | Promise<Value>>()
  return {
    get(key, make) {
      const known = values.get(key)
      if (known !== undefined) return known
      if (values.size >= atMost) values.clear()
      const begun = performance.now()
      const making = make()
      values.set(key, making)
      const forget = () => {
        if (values.get(key) === making) values.delete(key)
      }
      making.then(
        value => values.set(key, value),
        () => void setTimeout(forget, (performance.now() - begun) * FAILURE_REST).unref(),
      )
      return making
    },
  }
}
