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
    const old = Reflect.get(known, name)
    if (old === undefined || old === null) Reflect.set(known, name, value)
    else merge(old, value)
  }
}
