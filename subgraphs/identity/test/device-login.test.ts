import { type Role, type Viewer, viewerOf } from '@orion/common'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type IdentitySystem,
  type SignInBody,
  sessionOf,
  startIdentity,
  type TestUser,
  viewerOfSignIn,
} from './identity-system.ts'

let identity: IdentitySystem
let user: TestUser

beforeAll(async () => {
  identity = await startIdentity({ ORION_DASHBOARD_URL: 'https://orion.example' })
  user = await signedIn('EDITOR')
})
afterAll(() => identity?.system.stop())

/** A new user with a session: who decides about devices signed in. */
const signedIn = async (role: Role): Promise<TestUser> => {
  const added = await identity.addUser(role)
  return { ...added, viewer: viewerOfSignIn(await identity.logIn(added)) }
}

interface Begun {
  deviceCode: string
  userCode: string
  verificationUri: string
  verificationUriComplete: string
  expiresIn: number
  interval: number
}

const begin = async (): Promise<Begun> => {
  const from = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'orion-cli/1.0' }
  return (await identity.post('/api/v1/auth/device', {}, from)).json()
}
const poll = async (deviceCode: string) => {
  const response = await identity.post('/api/v1/auth/device/token', { deviceCode })
  return { status: response.status, body: await response.json() }
}
const codeOf = async (deviceCode: string) => (await poll(deviceCode)).body.error?.code
const find = (userCode: string, viewer: Viewer = user.viewer) =>
  identity.ask<{ deviceLogin: object | null }>(
    'query ($userCode: String!) { deviceLogin(userCode: $userCode) { userCode ipAddress userAgent } }',
    { userCode },
    viewer,
  )
const decide = async (
  what: 'approve' | 'deny',
  userCode: string,
  viewer: Viewer = user.viewer,
  password?: string,
) => {
  const answer = await identity.ask<Record<string, { userErrors: { code: string }[] }>>(
    `mutation ($input: DeviceLoginInput!) { ${what}DeviceLogin(input: $input) { userErrors { code } } }`,
    { input: { userCode, password } },
    viewer,
  )
  return answer[`${what}DeviceLogin`]?.userErrors
}
/** Lets the device ask again at once, as if the interval had passed. */
const passInterval = async () => {
  const redis = new (await import('ioredis')).Redis(identity.system.redis.url)
  const asked = await redis.keys('orion:identity:device:*:asked')
  if (asked.length > 0) await redis.del(asked)
  redis.disconnect()
}

describe('a device', () => {
  test('shows a code and where to type it', async () => {
    const begun = await begin()
    expect(begun.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    expect(begun).toMatchObject({
      verificationUri: 'https://orion.example/device',
      verificationUriComplete: `https://orion.example/device?code=${begun.userCode}`,
      expiresIn: 600,
      interval: 5,
    })
  })

  test('is signed in once its user let it in, and only once', async () => {
    const { deviceCode, userCode } = await begin()
    expect(await codeOf(deviceCode)).toBe('AUTHORIZATION_PENDING')
    expect((await find(userCode.toLowerCase().replace('-', ' '))).deviceLogin).toEqual({
      userCode,
      ipAddress: '203.0.113.9',
      userAgent: 'orion-cli/1.0',
    })
    expect(await decide('approve', userCode)).toEqual([])
    const { status, body } = await poll(deviceCode)
    expect([status, body.user.id]).toEqual([200, user.id])
    const signIn: SignInBody = body
    const me = await identity.ask<{ me: { id: string } }>(
      '{ me { id } }',
      {},
      viewerOf(user.id, 'EDITOR', sessionOf(signIn)),
    )
    expect(me.me.id).toBe(user.id)
    expect(await identity.refresh(signIn.refreshToken)).not.toBeNull()
    expect(await codeOf(deviceCode)).toBe('EXPIRED_TOKEN')
  })

  test('is let in with the password, or within ten minutes of a sign-in, so that no stolen token lets one in', async () => {
    const owner = await signedIn('EDITOR')
    await identity.system.query(
      `UPDATE identity.sessions SET signed_in_at = now() - interval '11 minutes' WHERE id = $1`,
      [owner.viewer.sessionId],
    )
    const { deviceCode, userCode } = await begin()
    expect(await decide('approve', userCode, owner.viewer)).toEqual([{ code: 'CONFIRMATION_NEEDED' }])
    expect(await decide('approve', userCode, owner.viewer, 'a guess of the thief')).toEqual([
      { code: 'INVALID_INPUT' },
    ])
    expect(await codeOf(deviceCode)).toBe('AUTHORIZATION_PENDING')
    expect(await decide('approve', userCode, owner.viewer, owner.password)).toEqual([])
    await passInterval()
    expect((await poll(deviceCode)).status).toBe(200)
  })

  test('is kept out when its user says so', async () => {
    const { deviceCode, userCode } = await begin()
    expect(await decide('deny', userCode)).toEqual([])
    expect(await codeOf(deviceCode)).toBe('ACCESS_DENIED')
    expect(await codeOf(deviceCode)).toBe('EXPIRED_TOKEN')
  })

  test('is decided about once', async () => {
    const { deviceCode, userCode } = await begin()
    const other = await signedIn('VIEWER')
    const outcomes = await Promise.all([
      decide('approve', userCode),
      decide('approve', userCode, other.viewer),
    ])
    expect(outcomes.filter(errors => errors?.length === 0)).toHaveLength(1)
    expect((await poll(deviceCode)).status).toBe(200)
  })

  test('gets one session, also when it asks twice at once', async () => {
    const { deviceCode, userCode } = await begin()
    await decide('approve', userCode)
    const statuses = (await Promise.all([poll(deviceCode), poll(deviceCode)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 400])
  })

  test('that asks too often has to wait longer', async () => {
    const { deviceCode, userCode } = await begin()
    expect(await codeOf(deviceCode)).toBe('AUTHORIZATION_PENDING')
    const { status, body } = await poll(deviceCode)
    expect([status, body.error]).toMatchObject([400, { code: 'SLOW_DOWN', interval: 10 }])
    await passInterval()
    expect(await codeOf(deviceCode)).toBe('AUTHORIZATION_PENDING')
    await decide('approve', userCode)
    await passInterval()
    expect((await poll(deviceCode)).status).toBe(200)
  })

  test('gets nothing when its user was kept out in the meantime', async () => {
    const leaving = await signedIn('VIEWER')
    const { deviceCode, userCode } = await begin()
    await decide('approve', userCode, leaving.viewer)
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [leaving.id])
    expect(await codeOf(deviceCode)).toBe('ACCESS_DENIED')
  })

  test('gets nothing when the session in which it was let in has ended, as stolen ones do with a new password', async () => {
    const robbed = await signedIn('EDITOR')
    const { deviceCode, userCode } = await begin()
    expect(await decide('approve', userCode, robbed.viewer)).toEqual([])
    const own = viewerOfSignIn(await identity.logIn(robbed))
    const passwords = { currentPassword: robbed.password, newPassword: 'seven green bicycles' }
    expect((await identity.send('PUT', '/users/me/password', passwords, own)).status).toBe(204)
    expect(await codeOf(deviceCode)).toBe('ACCESS_DENIED')
  })

  test('gets nothing for a code that nobody gave out', async () => {
    expect(await codeOf('x'.repeat(43))).toBe('EXPIRED_TOKEN')
  })
})

describe('letting devices in', () => {
  test('takes a sign-in: an API key cannot', async () => {
    const { userCode } = await begin()
    const byKey: Viewer = { ...user.viewer, scopes: ['read'] }
    await expect(decide('approve', userCode, byKey)).rejects.toThrow('account:write')
    await expect(find(userCode, byKey)).rejects.toThrow('account:write')
  })

  test('is slowed down for who guesses codes', async () => {
    const guesser = await signedIn('VIEWER')
    for (let guess = 0; guess < 6; guess += 1) await find('BBBB-BBBB', guesser.viewer).catch(() => null)
    // Each wait is twice the one before, so that not all of these come after one, however slow the machine.
    const guesses = Array.from({ length: 8 }, () => decide('approve', 'BBBB-BBBB', guesser.viewer))
    expect(await Promise.all(guesses)).toContainEqual([{ code: 'TOO_MANY_ATTEMPTS' }])
  })

  test('stands in the audit log', async () => {
    const rows = await identity.system.query(
      `SELECT details FROM identity.audit_entries WHERE actor_id = $1 AND action = 'DEVICE_LOGIN_APPROVED'`,
      [user.id],
    )
    expect(rows[0]).toEqual({ details: { deviceAddress: '203.0.113.9', deviceProgram: 'orion-cli/1.0' } })
  })
})
