import type { AnswerPath } from '../field-error.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { PathStep, Rewrite } from '../plan/query-plan.ts'

/** Compiles changes to what is sent to, or came from, a subgraph; null when there are none. */
export function compileRewrites(rewrites: readonly Rewrite[]): ((value: unknown) => void) | null {
  if (rewrites.length === 0) return null
  return value => {
    for (const rewrite of rewrites) apply(rewrite, rewrite.path, 0, value)
  }
}

/** Compiles what rewrites of an answer change about the ways into it, as errors name them. */
export function compilePathRewrites(rewrites: readonly Rewrite[]): (path: AnswerPath) => AnswerPath {
  const renames = rewrites.flatMap(rewrite => {
    if (rewrite.kind !== 'rename') return []
    return [
      { to: rewrite.to, names: rewrite.path.flatMap(step => (step.kind === 'field' ? [step.name] : [])) },
    ]
  })
  if (renames.length === 0) return path => path
  return path => {
    const fields = [...path.keys()].filter(at => typeof path[at] === 'string')
    const renamed = [...path]
    for (const { names, to } of renames) {
      const last = fields[names.length - 1]
      if (last !== undefined && names.every((name, at) => path[fields[at] ?? 0] === name)) renamed[last] = to
    }
    return renamed
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
