import { eventually } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Gateway } from '../../src/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('a gateway behind proxies', () => {
  let orion: TestOrion
  let trusting: Gateway
  beforeAll(async () => {
    orion = await startOrion()
    trusting = await orion.anotherGateway({ ORION_TRUSTED_PROXIES: '127.0.0.0/8, ::1' })
  })
  afterAll(() => orion.stop())

  const signIn = (gateway: string, forwardedFor: string) =>
    fetch(`${gateway}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
      body: '{}',
    }).then(({ status }) => status)
  /** Whether so many sign-ins come to be refused; two more than a minute allows, since another minute may begin. */
  const areLimited = async (gateway: string, forwardedFor: (at: number) => string) => {
    for (let at = 1; at <= 8; at++) if ((await signIn(gateway, forwardedFor(at))) === 429) return true
    return false
  }

  it('counts the sign-ins of each of its users, not of the proxy', async () => {
    expect(await areLimited(trusting.url, () => '203.0.113.1')).toBe(true)
    expect(await signIn(trusting.url, '203.0.113.2')).toBe(200)
  })

  it('is not fooled by what a user writes before what the proxy adds', async () => {
    expect(await areLimited(trusting.url, at => `198.51.100.${at}, 203.0.113.3`)).toBe(true)
    expect(await areLimited(trusting.url, at => `203.0.113.4, 127.0.0.${at}`)).toBe(true)
  })

  it('counts the networks of IPv6, one of which each customer has, and wrapped IPv4 as what it is', async () => {
    expect(await areLimited(trusting.url, at => `2001:db8:0:1::${at}`)).toBe(true)
    expect(await signIn(trusting.url, '2001:db8:0:2::1')).toBe(200)
    expect(await areLimited(trusting.url, at => (at % 2 ? '::ffff:203.0.113.5' : '203.0.113.5'))).toBe(true)
  })

  it('believes nobody unless told so', async () => {
    expect(await areLimited(orion.origin, at => `203.0.113.${100 + at}`)).toBe(true)
  })

  it.each([
    ['that trusts it', () => trusting.url, '203.0.113.9'],
    ['that does not', () => orion.origin, '127.0.0.1'],
  ])(
    'tells services and the log from where a user comes, at a gateway %s',
    async (_which, gateway, address) => {
      const requestId = `from-${address}`
      const calls = orion.subgraphs['director']?.calls ?? []
      calls.splice(0)
      await fetch(`${gateway()}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}`,
          'x-forwarded-for': '6.6.6.6, 203.0.113.9',
          'x-request-id': requestId,
        },
        body: JSON.stringify({ query: 'mutation { approve(id: "1") { title } }' }),
      })
      expect(calls[0]?.headers['x-forwarded-for']).toBe(address)
      const line = await eventually(
        () => orion.logged.find(each => each['requestId'] === requestId),
        'the line',
      )
      expect(line).toMatchObject({ message: 'request', path: '/graphql', ip: address })
    },
  )

  it('does not start when a proxy is named by what is no address', async () => {
    await expect(orion.anotherGateway({ ORION_TRUSTED_PROXIES: 'dashboard' })).rejects.toThrow(
      'ORION_TRUSTED_PROXIES: must be addresses, or networks such as 10.0.0.0/8',
    )
  })
})
