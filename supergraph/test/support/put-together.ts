import type { AnswerPart } from '../../src/defer/answer-in-parts.ts'
import { isJsonObject } from '../../src/execution/json.ts'

/** The whole answer that parts add up to, as a client puts them together. */
export async function putTogether(parts: AsyncIterable<AnswerPart>): Promise<unknown> {
  let data: unknown
  for await (const { first, arrived } of parts) {
    if (first) data = first.data
    for (const { deferred, data: added } of arrived) {
      const object = deferred.path.reduce<unknown>((value, step) => Object(value)[step], data)
      merge(object, added)
    }
  }
  return data
}

function merge(known: unknown, added: unknown): void {
  if (!isJsonObject(known) && !Array.isArray(known)) return
  for (const [name, value] of Object.entries(Object(added))) {
    const old: unknown = Object.hasOwn(known, name) ? Reflect.get(known, name) : null
    if (old !== null) merge(old, value)
    // As a property of its own, whatever its name.
    else Object.defineProperty(known, name, { value, enumerable: true, configurable: true, writable: true })
  }
}
