import { isJsonObject, type JsonObject } from '../json.ts'
import type { PathStep, Rewrite } from '../plan/query-plan.ts'

/** Compiles changes to what is sent to, or came from, a subgraph; null when there are none. */
export function compileRewrites(rewrites: readonly Rewrite[]): ((value: unknown) => void) | null {
  if (rewrites.length === 0) return null
  return value => {
    for (const rewrite of rewrites) apply(rewrite, rewrite.path, 0, value)
  }
}

function apply(rewrite: Rewrite, path: readonly PathStep[], at: number, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) apply(rewrite, path, at, item)
    return
  }
  if (!isJsonObject(value)) return
  const step = path[at]
  if (step === undefined) return
  if (step.kind === 'types') {
    const typename = value['__typename']
    if (typeof typename !== 'string' || step.names.has(typename)) apply(rewrite, path, at + 1, value)
  } else if (step.kind === 'field') {
    if (at === path.length - 1) change(rewrite, value, step.name)
    else apply(rewrite, path, at + 1, value[step.name])
  } else apply(rewrite, path, at + 1, value)
}

function change(rewrite: Rewrite, object: JsonObject, key: string): void {
  if (rewrite.kind === 'set') object[key] = rewrite.value
  else if (object[key] !== undefined) {
    object[rewrite.to] = object[key]
    object[key] = undefined
  }
}
