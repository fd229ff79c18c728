import { beforeAll, describe, expect, it } from 'vitest'
import type { RunningSystem } from '../running-system.ts'
import { published, system } from '../shared-system.ts'

let owner: Awaited<ReturnType<RunningSystem['user']>>
beforeAll(async () => {
  owner = (await published).owner
})

describe('a page elsewhere', () => {
  const mutation = `mutation { updateProfile(input: { name: "changed" }) { user { name } userErrors { message } } }`
  const simple: [string, RequestInit & { headers: Record<string, string> }][] = [
    [
      'as plain text',
      {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ query: mutation }),
      },
    ],
    [
      'as a form',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ query: mutation }).toString(),
      },
    ],
    [
      'without a type',
      { method: 'POST', headers: {}, body: new Blob([JSON.stringify({ query: mutation })]) },
    ],
    [
      'as JSON, without asking first',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: mutation }),
      },
    ],
  ]
  it.each(simple)('cannot use the cookie of a user %s', async (_how, init) => {
    const cookie = `orion_access=${await owner.client.accessToken()}`
    const headers = { ...init.headers, cookie, origin: 'https://evil.example' }
    const answer = await fetch(`${system.gatewayUrl}/graphql`, { ...init, headers })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const { me } = await owner.client.run<{ me: { name: string } }>('{ me { name } }')
    expect(me.name).toBe('owner')
  })

  it('cannot do so by an address either', async () => {
    const cookie = `orion_access=${await owner.client.accessToken()}`
    const address = `${system.gatewayUrl}/graphql?query=${encodeURIComponent(mutation)}`
    const answer = await fetch(address, { headers: { cookie, accept: 'application/json' } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })

  it('cannot call REST routes with the cookie of a user', async () => {
    const cookie = `orion_access=${await owner.client.accessToken()}`
    const answer = await fetch(`${system.gatewayUrl}/api/v1/identity/notifications/read-all`, {
      method: 'POST',
      headers: { cookie, origin: 'https://evil.example', 'content-type': 'text/plain' },
      body: '{}',
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })
})
