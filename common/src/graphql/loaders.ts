import DataLoader from 'dataloader'

const perRequest = new WeakMap<object, Map<unknown, unknown>>()

/**
 * A batched read that is kept for one request. `load` gets the keys of one batch and the request's context, and answers a map.
 * A key without an entry resolves to null.
 */
export function batched<Context extends object, Value>(
  load: (ids: readonly string[], context: Context) => Promise<Map<string, Value>>,
): (context: Context, id: string) => Promise<Value | null> {
  return (context, id) => {
    const loaders = perRequest.get(context) ?? new Map<unknown, unknown>()
    perRequest.set(context, loaders)
    let loader = loaders.get(load) as DataLoader<string, Value | null> | undefined
    if (!loader) {
      loader = new DataLoader<string, Value | null>(async ids => {
        const found = await load(ids, context)
        return ids.map(key => found.get(key) ?? null)
      })
      loaders.set(load, loader)
    }
    return loader.load(id)
  }
}
