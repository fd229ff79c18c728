import { describe, expect, it } from 'vitest'
import { createClientAddress, isNetwork } from '../../src/http/client-address.ts'

describe('the address of a client', () => {
  const behind = createClientAddress(['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48'])

  it.each([
    ['the peer, when nobody forwarded', '203.0.113.5', undefined, '203.0.113.5'],
    ['the peer, when it is no proxy and made a header up', '203.0.113.5', '6.6.6.6', '203.0.113.5'],
    ['who a proxy saw', '10.1.2.3', '203.0.113.5', '203.0.113.5'],
    ['who the first of several proxies saw', '10.1.2.3', '203.0.113.5, 192.0.2.7,10.9.9.9', '203.0.113.5'],
    [
      'not what the client wrote before',
      '10.1.2.3',
      '6.6.6.6, 10.6.6.6, 203.0.113.5, 192.0.2.7',
      '203.0.113.5',
    ],
    ['the proxy itself, when it forwarded for nobody', '10.1.2.3', undefined, '10.1.2.3'],
    ['the left-most, when all are proxies', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['the last proxy that can be read', '10.1.2.3', '203.0.113.5, unknown, 10.0.0.2', '10.0.0.2'],
    ['not text that is no address', '10.1.2.3', "' OR 1=1 --", '10.1.2.3'],
    ['without a port', '10.1.2.3', '203.0.113.5:4711', '203.0.113.5'],
    ['of IPv6 without brackets, port and zone', '10.1.2.3', '[2001:DB8:0:0::1%eth0]:4711', '2001:db8::1'],
    ['behind a proxy of IPv6', '2001:db8:1:ffff::1', '2001:db8:2::1', '2001:db8:2::1'],
    ['as IPv4 where IPv6 wraps it', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['behind a proxy that IPv6 wraps', '::ffff:10.0.0.1', '::ffff:cb00:7105', '203.0.113.5'],
    ['nothing, when the connection is gone', '', '6.6.6.6', ''],
  ])('is %s', (_what, peer, header, client) => {
    expect(behind(peer, header)).toBe(client)
  })

  it('is the peer where no proxy is trusted, loopback included', () => {
    expect(createClientAddress([])('127.0.0.1', '6.6.6.6')).toBe('127.0.0.1')
  })

  it('is trusted by address or network only', () => {
    for (const known of ['127.0.0.1', '::1', '10.0.0.0/8', '::/0', '2001:db8::/32'])
      expect(isNetwork(known)).toBe(true)
    for (const other of [
      '',
      'dashboard',
      '10.0.0.0/33',
      '10.0.0/8',
      '10.0.0.0/',
      '10.0.0.0/8/8',
      '::/129',
      '1.2.3.4/-1',
    ])
      expect(isNetwork(other)).toBe(false)
  })
})
