/**
 * Works on all items, at most `limit` at once, and gives the results in the items' order. When one fails, or the
 * caller aborts, the work still going on is aborted and waited for, so that nothing runs on behind the error.
 */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal, index: number) => Promise<Result>,
): Promise<Result[]> {
  const stop = new AbortController()
  const aborted = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const results = new Map<number, Result>()
  const pending = items.entries()
  let failure: { readonly error: unknown } | undefined

  async function worker(): Promise<void> {
    for (const [index, item] of pending) {
      if (aborted.aborted) return
      try {
        results.set(index, await work(item, aborted, index))
      } catch (error) {
        failure ??= { error }
        stop.abort(error)
      }
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  if (failure) throw failure.error
  signal?.throwIfAborted()
  return items.flatMap((_, index) => {
    const result = results.get(index)
    return result === undefined ? [] : [result]
  })
}
