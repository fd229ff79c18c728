const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** True for ids that a table of ours could have; others are ids of nothing. */
export function isUuid(id: string): boolean {
  return UUID.test(id)
}
