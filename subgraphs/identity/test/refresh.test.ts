import { isRevoked, REVOCATION_CHANNEL } from '@orion/common/access/revocation'
import { Redis } from 'ioredis'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type IdentitySystem,
  type SignInBody,
  sessionOf,
  startIdentity,
  viewerOfSignIn,
} from './identity-system.ts'

let identity: IdentitySystem
let redis: Redis

beforeAll(async () => {
  identity = await startIdentity()
  redis = new Redis(identity.system.redis.url)
})
afterAll(async () => {
  redis?.disconnect()
  await identity?.system.stop()
})

/** Whether the gateway refuses the access token. */
const isRefused = (signIn: SignInBody) =>
  isRevoked(redis, {
    sessionId: sessionOf(signIn),
    userId: signIn.user.id,
    issuedAt: Number(decodeJwt(signIn.accessToken).iat),
  })

async function newSignIn(): Promise<SignInBody> {
  return identity.logIn(await identity.addUser('EDITOR'))
}

async function refreshed(signIn: SignInBody): Promise<SignInBody> {
  const next = await identity.refresh(signIn.refreshToken)
  if (!next) throw new Error('the session has ended')
  return next
}

describe('a refresh', () => {
  test('goes on with the session, with a new token of each kind', async () => {
    const first = await newSignIn()
    const second = await refreshed(first)
    expect(second.refreshToken).not.toBe(first.refreshToken)
    expect(second.accessToken).not.toBe(first.accessToken)
    expect(sessionOf(second)).toBe(sessionOf(first))
    expect(second.user).toEqual(first.user)
    expect(await refreshed(second)).toMatchObject({ expiresIn: 900, tokenType: 'Bearer' })
  })

  test('with a token used before ends the session, for the thief and for the owner', async () => {
    const stolen = await newSignIn()
    const owner = await refreshed(await refreshed(stolen))
    await identity.ageRotations(11)
    expect(await identity.refresh(stolen.refreshToken)).toBeNull()
    expect(await identity.refresh(owner.refreshToken)).toBeNull()
    expect(await isRefused(owner)).toBe(true)
    const [session] = await identity.system.query(
      'SELECT revoked_reason FROM identity.sessions WHERE id = $1',
      [sessionOf(stolen)],
    )
    expect(session).toEqual({ revoked_reason: 'reuse' })
  })

  test('ends only the session whose token was stolen', async () => {
    const user = await identity.addUser('VIEWER')
    const [stolen, other] = [await identity.logIn(user), await identity.logIn(user)]
    await refreshed(stolen)
    await identity.ageRotations(11)
    expect(await identity.refresh(stolen.refreshToken)).toBeNull()
    expect(await isRefused(other)).toBe(false)
    await refreshed(other)
  })

  test('made twice at once succeeds both times, and leaves one live token', async () => {
    const signIn = await newSignIn()
    const both = await Promise.all(Array.from({ length: 5 }, () => refreshed(signIn)))
    expect(new Set(both.map(next => next.refreshToken)).size).toBe(1)
    const [live] = await identity.system.query<{ count: string }>(
      'SELECT count(*) FROM identity.refresh_tokens WHERE session_id = $1 AND rotated_at IS NULL',
      [sessionOf(signIn)],
    )
    expect(live?.count).toBe('1')
  })

  test('that comes late, when the other client refreshed again, leads to the live token', async () => {
    const first = await newSignIn()
    const third = await refreshed(await refreshed(first))
    const late = await refreshed(first)
    expect(late.refreshToken).toBe(third.refreshToken)
    await refreshed(late)
  })

  test('made twice at once by another program from elsewhere is a thief’s, and ends the session', async () => {
    const refresh = (refreshToken: string, program: string, address: string) =>
      identity.post(
        '/api/v1/auth/refresh',
        { refreshToken },
        { 'user-agent': program, 'x-forwarded-for': address },
      )
    const { refreshToken } = await newSignIn()
    const owner = await (await refresh(refreshToken, 'orion-cli/1.0', '198.51.100.1')).json()
    expect((await refresh(refreshToken, 'orion-cli/1.0', '203.0.113.9')).status).toBe(200)
    expect((await refresh(refreshToken, 'curl/8.5', '198.51.100.1')).status).toBe(200)
    expect((await refresh(refreshToken, 'curl/8.5', '203.0.113.9')).status).toBe(401)
    expect((await refresh(owner.refreshToken, 'orion-cli/1.0', '198.51.100.1')).status).toBe(401)
  })

  test('takes over a changed role', async () => {
    const user = await identity.addUser('VIEWER')
    const signIn = await identity.logIn(user)
    await identity.system.query(`UPDATE identity.users SET role = 'EDITOR' WHERE id = $1`, [user.id])
    const next = await refreshed(signIn)
    expect(next.user.role).toBe('EDITOR')
    expect(decodeJwt(next.accessToken)).toMatchObject({ role: 'EDITOR' })
  })

  test('is refused for a token that is none, is unknown, or has run out', async () => {
    const signIn = await newSignIn()
    expect(await identity.refresh('nothing')).toBeNull()
    expect(await identity.refresh(`ort_${'a'.repeat(43)}`)).toBeNull()
    await identity.system.query(
      'UPDATE identity.refresh_tokens SET expires_at = now() WHERE session_id = $1',
      [sessionOf(signIn)],
    )
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
  })
})

describe('signing out', () => {
  test('ends the session and its access token at once', async () => {
    const signIn = await newSignIn()
    expect(await isRefused(signIn)).toBe(false)
    const response = await identity.post('/api/v1/auth/logout', { refreshToken: signIn.refreshToken })
    expect(response.status).toBe(204)
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
    expect(await isRefused(signIn)).toBe(true)
  })

  test('also works with the access token alone, and twice', async () => {
    const signIn = await newSignIn()
    for (let time = 0; time < 2; time += 1) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      const response = await identity.service.request('/api/v1/auth/logout', viewerOfSignIn(signIn), init)
      expect(response.status).toBe(204)
    }
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
  })

  test('tells running gateways', async () => {
    const signIn = await newSignIn()
    const listener = redis.duplicate()
    const told = new Promise<string>(resolve => listener.on('message', (_, message) => resolve(message)))
    await listener.subscribe(REVOCATION_CHANNEL)
    await identity.post('/api/v1/auth/logout', { refreshToken: signIn.refreshToken })
    expect(JSON.parse(await told)).toEqual({ sessionId: sessionOf(signIn) })
    listener.disconnect()
  })

  test('from another device is one mutation, for one’s own sessions only', async () => {
    const user = await identity.addUser('VIEWER')
    const [here, there] = [await identity.logIn(user), await identity.logIn(user)]
    const revoke = (as: SignInBody) =>
      identity.ask<{ revokeSession: { sessions: { id: string }[]; userErrors: { code: string }[] } }>(
        `mutation ($id: ID!) { revokeSession(input: { id: $id }) {
          sessions { id isCurrent } userErrors { code } } }`,
        { id: sessionOf(there) },
        viewerOfSignIn(as),
      )
    const stranger = await revoke(await newSignIn())
    expect(stranger.revokeSession.userErrors).toEqual([{ code: 'NOT_FOUND' }])
    expect(await isRefused(there)).toBe(false)

    const own = await revoke(here)
    expect(own.revokeSession).toEqual({
      sessions: [{ id: sessionOf(here), isCurrent: true }],
      userErrors: [],
    })
    expect(await isRefused(there)).toBe(true)
    expect(await isRefused(here)).toBe(false)
  })
})
