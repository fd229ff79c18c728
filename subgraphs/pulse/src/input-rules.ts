import { InvalidInputError } from '@orion/common'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** True for ids that a table of ours could have; others are ids of nothing. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}

/** @throws InvalidInputError unless the text can be an id. */
export function requireId(id: string, field: string[]): string {
  if (!isUuid(id)) throw new InvalidInputError(`"${id.slice(0, 60)}" is not an id; ids are UUIDs.`, field)
  return id
}

/** @throws InvalidInputError unless the number is 1 to `most`. */
export function requireWithin(value: number, most: number, field: string[]): number {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new InvalidInputError(`"${field.join('.')}" is ${value}; it must be 1 to ${most}.`, field)
  return value
}
