import { createHash } from 'node:crypto'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** True for ids that a table of ours could have; others are ids of nothing. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}

/** The id that belongs to a name, the same every time: a UUID of version 8 (RFC 9562) made of its SHA-256. */
export function uuidOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex')
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5')
}
