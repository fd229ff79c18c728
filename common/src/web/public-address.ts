import { BlockList, isIPv4 } from 'node:net'

// The special-purpose addresses of IANA's registries (RFC 6890 and what came after), multicast, and the one public address that a
// large cloud (Azure) answers its own machines at, with their settings.
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
// Of IPv6 only this is public at all: loopback, private, link-local, multicast, IPv4-mapped and NAT64 ones lie outside.
const global6 = ['2000::/3']
// Teredo and its neighbours, documentation, and 6to4, which leads to IPv4 addresses.
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

const refused4 = listOf('ipv4', special4)
const allowed6 = listOf('ipv6', global6)
const refused6 = listOf('ipv6', special6)

/** True for an IP address that anybody's host in the internet may have. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused4.check(address, 'ipv4')
  return allowed6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
}
