/** A seeded source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** The next number in [0, 1). */
  next(): number
  between(low: number, high: number): number
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  /** One of the items. Throws on an empty list. */
  pick<T>(items: readonly T[]): T
  /** One of the items, each as likely as its weight. Throws when no weight is above 0. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T
  /** An independent sequence for one part of the picture, so that a change in one part leaves the others alone. */
  fork(label: string): Random
}

/** 32-bit FNV-1a hash of a text. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** Builds a `Random` from any text. The generator is mulberry32 (public domain, Tommy Ettinger). */
export const createRandom = (seed: string): Random => {
  let state = hashText(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number): number => low + (high - low) * next()
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new RangeError('Cannot pick from an empty list.')
    return item
  }
  const weighted = <T>(items: readonly (readonly [T, number])[]): T => {
    let left = next() * items.reduce((sum, [, weight]) => sum + Math.max(0, weight), 0)
    for (const [item, weight] of items) {
      left -= Math.max(0, weight)
      if (left < 0) return item
    }
    throw new RangeError(`Cannot pick from ${items.length} items without a weight above 0.`)
  }
  return {
    next,
    between,
    pick,
    weighted,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    chance: probability => next() < probability,
    fork: label => createRandom(`${seed}/${label}`),
  }
}
