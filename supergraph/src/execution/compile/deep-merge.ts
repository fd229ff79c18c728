import { isJsonObject, type JsonObject } from '../json.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'

/** Adds what a subgraph answered of an object to what is known of it, in place. */
export type Merge = (target: JsonObject, answered: JsonObject) => void

/**
 * Merges what a subgraph answered into what is known, in place. Objects merge field by field, lists of the same
 * length item by item; anything else replaces, but for the name of a type that is known better: a subgraph may know an object
 * by an interface only (`@interfaceObject`). Objects of `source` may become part of `target`.
 */
export function deepMerge(target: JsonObject, source: JsonObject, types: TypeConditions): void {
  for (const key in source) {
    if (key === '__proto__') continue
    const added = source[key]
    if (added === undefined) continue
    const known = target[key]
    if (known === added) continue
    if (known === undefined) target[key] = added
    else if (isJsonObject(added) && isJsonObject(known)) deepMerge(known, added, types)
    else if (Array.isArray(added) && Array.isArray(known) && known.length === added.length)
      mergeLists(known, added, types)
    else if (key !== '__typename' || typeof known !== 'string' || types(known).has(String(added)))
      target[key] = added
  }
}

function mergeLists(target: unknown[], source: readonly unknown[], types: TypeConditions): void {
  for (let index = 0; index < source.length; index++) {
    const known = target[index]
    const added = source[index]
    if (known === added) continue
    if (isJsonObject(known) && isJsonObject(added)) deepMerge(known, added, types)
    else if (Array.isArray(known) && Array.isArray(added) && known.length === added.length)
      mergeLists(known, added, types)
    else target[index] = added
  }
}

/** A copy of an object that shares nothing with it. */
export function copyObject(source: JsonObject): JsonObject {
  const object: JsonObject = {}
  for (const key in source) object[key] = copyJson(source[key])
  return object
}

function copyJson(value: unknown): unknown {
  if (isJsonObject(value)) return copyObject(value)
  if (!Array.isArray(value)) return value
  const list = new Array<unknown>(value.length)
  for (let index = 0; index < value.length; index++) list[index] = copyJson(value[index])
  return list
}
