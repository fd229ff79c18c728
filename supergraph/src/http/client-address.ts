import { BlockList, isIP, isIPv4, SocketAddress } from 'node:net'

/** Finds the address of a client from the address of who connected and the `X-Forwarded-For` header that came along. */
export type ClientAddress = (peer: string, forwardedFor: string | undefined) => string

/**
 * Finds the client behind proxies that are trusted: the right-most address of the chain that is none of theirs, since each
 * proxy adds who connected to it on the right. What anybody else wrote into the header is left of that and never looked at;
 * without a trusted peer the header is not looked at at all. IPv4-mapped IPv6 addresses are told as IPv4.
 * @param trusted addresses and networks (CIDR) that {@link isNetwork} knows
 */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = new BlockList()
  for (const network of trusted) {
    const [address = '', bits] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  const isProxy = (address: string) => proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')

  return (peer, forwardedFor) => {
    let client = plain(peer) ?? peer
    if (trusted.length === 0 || !forwardedFor || !isIP(client)) return client
    const chain = forwardedFor.split(',')
    while (chain.length > 0 && isProxy(client)) {
      const before = plain(chain.pop() ?? '')
      if (before === null) break
      client = before
    }
    return client
  }
}

/** Whether a text names one address, or a network as `10.0.0.0/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

const WITH_PORT = /^(?:\[(?<v6>[^\]]*)\](?::\d+)?|(?<v4>[\d.]+):\d+)$/
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/

/** An address in its shortest form, without port and zone; null when the text is none. */
function plain(text: string): string | null {
  const given = text.trim()
  const { v6, v4 } = WITH_PORT.exec(given)?.groups ?? {}
  const [address = ''] = (v6 ?? v4 ?? given).split('%')
  if (isIPv4(address)) return address
  if (isIP(address) === 0) return null
  const short = new SocketAddress({ address, family: 'ipv6' }).address
  return MAPPED.exec(short)?.[1] ?? short
}
