import { InvalidInputError } from '@orion/common/errors'

const USERNAME = /^[a-z0-9_]{3,30}$/
/** Names that would let somebody pass for the system itself. */
const reserved = new Set(['system', 'orion', 'anonymous', 'support', 'security', 'postmaster', 'webmaster'])

/** @throws InvalidInputError unless the text can be a username; answers it in lower case. */
export function requireUsername(username: string, field: string[]): string {
  const lower = username.trim().toLowerCase()
  if (!USERNAME.test(lower))
    throw new InvalidInputError(
      `"${username.slice(0, 60)}" cannot be a username; use 3 to 30 of the letters a to z, digits and _.`,
      field,
    )
  if (reserved.has(lower))
    throw new InvalidInputError(`The username "${lower}" is reserved; choose another.`, field)
  return lower
}

/** A username made from an e-mail address, for people who register without choosing one. At least 3 characters. */
export function usernameFromEmail(email: string): string {
  const base = email
    .slice(0, email.lastIndexOf('@'))
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 24)
  const padded = base.length >= 3 ? base : `user_${base}`.replace(/_$/, '')
  return reserved.has(padded) ? `${padded}_1` : padded
}

/** The `attempt`th variant of a username that is taken: `anna`, `anna_2`, `anna_3` … */
export function usernameVariant(base: string, attempt: number): string {
  return attempt <= 1 ? base : `${base}_${attempt}`
}
