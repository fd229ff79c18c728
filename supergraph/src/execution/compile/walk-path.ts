import type { AnswerPath } from '../field-error.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { PathStep } from '../plan/query-plan.ts'

/** All objects at a path; items of a list at its end are taken one by one, nulls are left out. */
export function objectsAt(root: JsonObject, path: readonly PathStep[]): JsonObject[] {
  const found: JsonObject[] = []
  collect(root, path, 0, found)
  return found
}

function collect(value: unknown, path: readonly PathStep[], at: number, found: JsonObject[]): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    const next = path[at]?.kind === 'each' ? at + 1 : at
    for (let index = 0; index < value.length; index++) collect(value[index], path, next, found)
    return
  }
  const object = value as JsonObject
  const step = path[at]
  if (step === undefined) found.push(object)
  else if (step.kind === 'field') collect(object[step.name], path, at + 1, found)
  else if (step.kind === 'types' && satisfies(object, step.names)) collect(object, path, at + 1, found)
}

function satisfies(object: JsonObject, names: ReadonlySet<string>): boolean {
  const typename = object['__typename']
  return typeof typename !== 'string' || names.has(typename)
}

/** An object with the way to it. */
export interface LocatedObject {
  object: JsonObject
  path: AnswerPath
  /** The enclosing objects, outermost first. */
  ancestors: readonly JsonObject[]
}

/** Like {@link objectsAt}, in the same order, with the way to each object: slower, for errors and contexts. */
export function locatedObjectsAt(root: JsonObject, path: readonly PathStep[]): LocatedObject[] {
  const found: LocatedObject[] = []
  const walk = (value: unknown, at: number, way: AnswerPath, ancestors: readonly JsonObject[]): void => {
    if (Array.isArray(value)) {
      const next = path[at]?.kind === 'each' ? at + 1 : at
      value.forEach((item, index) => {
        walk(item, next, [...way, index], ancestors)
      })
      return
    }
    if (!isJsonObject(value)) return
    const step = path[at]
    if (step === undefined) found.push({ object: value, path: way, ancestors })
    else if (step.kind === 'field') walk(value[step.name], at + 1, [...way, step.name], [...ancestors, value])
    else if (step.kind === 'types' && satisfies(value, step.names)) walk(value, at + 1, way, ancestors)
  }
  walk(root, 0, [], [])
  return found
}
