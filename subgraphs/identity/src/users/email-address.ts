import { domainToASCII } from 'node:url'
import { InvalidInputError } from '@orion/common/errors'

// RFC 5321 allows 64 octets before and 254 in all; quoted local parts are refused, since no provider gives them out, and so are
// characters that nobody sees: with them an address looks like another one.
const LOCAL_PART = /^[^\s"(),:;<>@[\\\]\p{C}]{1,64}$/u
// No number comes last (RFC 3696, 2): addresses of networks, which would have the mail server call hosts beside it, are no names.
const DOMAIN = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)*(?!\d+$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/

/**
 * The one form under which an e-mail address is stored and looked up: trimmed, in lower case, its domain in ASCII.
 * Undefined when it is none.
 */
export function normaliseEmail(address: string): string | undefined {
  const text = address.normalize('NFKC').trim().toLowerCase()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = domainToASCII(text.slice(at + 1))
  if (at < 1 || text.length > 254 || !LOCAL_PART.test(local) || !DOMAIN.test(domain)) return undefined
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined
  return `${local}@${domain}`
}

/** @throws InvalidInputError unless the text is an e-mail address; answers its stored form. */
export function requireEmail(address: string, field: string[]): string {
  const normalised = normaliseEmail(address)
  if (normalised === undefined)
    throw new InvalidInputError(`"${address.slice(0, 254)}" is not an e-mail address.`, field)
  return normalised
}
