import { isJsonObject, type JsonObject } from '../json.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'

/**
 * Merges what a subgraph answered into what is known, in place. Objects merge field by field, lists of the same
 * length item by item; anything else replaces. Objects of `source` may become part of `target`.
 */
export function deepMerge(target: JsonObject, source: JsonObject): void {
  for (const key in source) {
    if (key === '__proto__') continue
    const added = source[key]
    if (added === undefined) continue
    const known = target[key]
    if (known === added) continue
    if (isJsonObject(added) && isJsonObject(known)) deepMerge(known, added)
    else if (Array.isArray(added) && Array.isArray(known) && known.length === added.length)
      mergeLists(known, added)
    else target[key] = added
  }
}

/**
 * Merges an entity that a subgraph may know by an interface only (`@interfaceObject`) into an object: what it calls
 * itself then does not replace the name of a type that is known better.
 */
export function mergeEntity(target: JsonObject, entity: JsonObject, types: TypeConditions): void {
  const known = target['__typename']
  deepMerge(target, entity)
  const answered = target['__typename']
  if (typeof known === 'string' && known !== answered && !types(known).has(String(answered)))
    target['__typename'] = known
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const known = target[index]
    const added = source[index]
    if (known === added) continue
    if (isJsonObject(known) && isJsonObject(added)) deepMerge(known, added)
    else if (Array.isArray(known) && Array.isArray(added) && known.length === added.length)
      mergeLists(known, added)
    else target[index] = added
  }
}

/** A copy of a JSON value that shares nothing with it. */
export function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const list = new Array<unknown>(value.length)
    for (let index = 0; index < value.length; index++) list[index] = copyJson(value[index])
    return list
  }
  const object: JsonObject = {}
  const source = value as JsonObject
  for (const key in source) object[key] = copyJson(source[key])
  return object
}
