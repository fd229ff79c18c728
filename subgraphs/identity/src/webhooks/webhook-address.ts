import { InvalidInputError } from '@orion/common'
import {
  guardedLookup,
  isListedHost,
  PrivateAddressError,
  type PrivateHosts,
} from '@orion/common/web/address-policy'

const MAX_CHARACTERS = 2048
const PORTS = new Set(['', '443', '8443'])

/**
 * The address of a webhook: https, no credentials, port 443 or 8443, not an address inside a network. A host that the
 * operator listed may be anywhere, and be reached by http and on any port. What a name resolves to is checked when
 * it is called.
 * @throws InvalidInputError that says what to change.
 */
export function parseWebhookAddress(address: string, listed: PrivateHosts, path: string[] = []): URL {
  const field = [...path, 'url']
  const refuse = (why: string) => new InvalidInputError(why, field)
  if (address.length > MAX_CHARACTERS)
    throw refuse(`The address has ${address.length} characters; ${MAX_CHARACTERS} are the most.`)
  if (!URL.canParse(address))
    throw refuse(`"${address}" is not an address; give one such as https://example.com/hook.`)
  const url = new URL(address)
  if (url.username || url.password)
    throw refuse('The address contains a user or a password; deliveries are signed instead.')
  url.hash = ''
  if (isListedHost(url, listed) && url.protocol === 'http:') return url
  if (url.protocol !== 'https:') throw refuse(`The address begins with "${url.protocol}"; it must be https.`)
  if (isListedHost(url, listed)) return url
  if (!PORTS.has(url.port)) throw refuse(`The port ${url.port} is not called; use 443 or 8443.`)
  try {
    guardedLookup(url, listed)
  } catch (error) {
    if (error instanceof PrivateAddressError)
      throw refuse(`"${url.hostname}" is a private or reserved network address.`)
    throw error
  }
  return url
}
