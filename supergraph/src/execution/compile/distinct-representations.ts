import type { JsonObject } from '../json.ts'
import type { Representations } from './representations.ts'

/** Numbers the distinct representations of one request, in the order in which they are sent. */
export class DistinctRepresentations {
  /** All of them as the inside of a JSON list. */
  text = ''
  size = 0
  private readonly representations: Representations
  private readonly byTypename: boolean
  private readonly byText = new Map<string, number>()
  private readonly byKey = new Map<unknown, Map<string, number>>()

  /** @param byTypename true when the same representation of different types stands for different entities */
  constructor(representations: Representations, byTypename: boolean) {
    this.representations = representations
    this.byTypename = byTypename
  }

  /** The number of an entity's representation; null when it cannot be represented. */
  numberOf(entity: JsonObject): number | null {
    const { onlyKey } = this.representations
    const key = onlyKey === null ? undefined : entity[onlyKey]
    if (typeof key !== 'string') return this.numberOfText(entity)
    // Nearly all entities come several times: those with one key are told apart by it, without writing them again.
    const typename = entity['__typename']
    let known = this.byKey.get(typename)
    if (!known) {
      known = new Map()
      this.byKey.set(typename, known)
    }
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const number = this.numberOfText(entity)
    if (number !== null) known.set(key, number)
    return number
  }

  private numberOfText(entity: JsonObject): number | null {
    const text = this.representations.write(entity)
    if (text === null) return null
    const key = this.byTypename ? `${text}${String(entity['__typename'])}` : text
    const seen = this.byText.get(key)
    if (seen !== undefined) return seen
    this.byText.set(key, this.size)
    this.text += this.size === 0 ? text : `,${text}`
    return this.size++
  }
}
