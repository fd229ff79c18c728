import type { Agent } from 'node:http'
import { useAgent } from 'request-filtering-agent'
import { SourceError } from './source-error.ts'

/** Which hosts may be called although their addresses are private, loopback or link-local. */
export type PrivateHosts = ReadonlySet<string>

/**
 * Reads `SCOUT_ALLOW_PRIVATE_HOSTS`: host names or addresses separated by commas, each with or without a port.
 * `127.0.0.1` allows every port of it, `127.0.0.1:8080` only that one, `[::1]:8080` likewise for IPv6.
 */
export function parsePrivateHosts(list: string): PrivateHosts {
  return new Set(
    list
      .split(',')
      .map(host => host.trim().toLowerCase())
      .filter(host => host !== ''),
  )
}

/** Parses an address that a source may be read from: http or https, nothing else. */
export function parseWebAddress(address: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(address, base)
  } catch (cause) {
    throw new SourceError('INVALID_ADDRESS', `"${address}" is not an address. Give an http or https URL.`, {
      cause,
    })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError(
      'INVALID_ADDRESS',
      `"${address}" has the scheme "${url.protocol}". Only http and https are read.`,
    )
  }
  return url
}

/**
 * The agent to connect with. It refuses every address that is not public unicast, also when a public name
 * resolves to one, unless the operator has listed the host.
 */
export function agentFor(url: URL, privateHosts: PrivateHosts): Agent {
  const listed = privateHosts.has(url.hostname) || privateHosts.has(url.host)
  return listed
    ? useAgent(url.href, { allowPrivateIPAddress: true, allowMetaIPAddress: true, keepAlive: false })
    : useAgent(url.href)
}

/** Whether a connection failed because `agentFor` refused its address. */
export function isRefusedAddress(error: unknown): boolean {
  return error instanceof Error && /^DNS lookup .* is not allowed/.test(error.message)
}
