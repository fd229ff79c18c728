import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { WebError } from './web-error.ts'

/** Which hosts may be called although their addresses are private, loopback or link-local. */
export interface PrivateHosts {
  hosts: ReadonlySet<string>
  /** The variable they are listed in, for messages. */
  setting?: string
}

/**
 * Reads a list of host names or addresses separated by commas, each with or without a port: `127.0.0.1` allows every
 * port of it, `127.0.0.1:8080` only that one, `[::1]:8080` likewise for IPv6.
 */
export function parsePrivateHosts(list: string, setting?: string): PrivateHosts {
  const hosts = list
    .split(',')
    .map(host => host.trim().toLowerCase())
    .filter(host => host !== '')
  return { hosts: new Set(hosts), setting }
}

/** True when the operator listed this host, or this port of it. */
export function isListedHost(url: URL, { hosts }: PrivateHosts): boolean {
  return hosts.has(url.hostname) || hosts.has(url.host)
}

/** Parses an address in the web: http or https, nothing else. */
export function parseWebAddress(address: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(address, base)
  } catch (cause) {
    throw new WebError('INVALID_ADDRESS', `"${address}" is not an address. Give an http or https URL.`, {
      cause,
    })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new WebError(
      'INVALID_ADDRESS',
      `"${address}" has the scheme "${url.protocol}". Only http and https will do.`,
    )
  }
  return url
}

/** A host was not connected to, because its address is not public. */
export class PrivateAddressError extends Error {}

/**
 * How to resolve the names of a call to `url`: every address must be public unicast, also those of a public name, unless
 * the operator listed the host. The addresses it gives are the ones that are connected to, so a name that resolves
 * differently the next time changes nothing.
 * @throws PrivateAddressError when the host of `url` is itself an address that is refused: such are never looked up.
 */
export function guardedLookup(
  url: URL,
  privateHosts: PrivateHosts,
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  if (isListedHost(url, privateHosts)) return lookup
  requirePublic(url.hostname.replace(/^\[|\]$/g, ''))
  return (name, options, done) =>
    lookup(name, options, (error, found, family) => {
      if (error) return done(error, found, family)
      try {
        for (const address of typeof found === 'string' ? [found] : found.map(each => each.address))
          requirePublic(address)
      } catch (refusal) {
        return done(refusal as Error, found, family)
      }
      done(null, found, family)
    })
}

function requirePublic(host: string): void {
  if (isIP(host) && !isPublicAddress(host)) throw new PrivateAddressError(`${host} is not a public address`)
}
