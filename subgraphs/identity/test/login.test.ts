import { eventually } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentitySystem, startIdentity } from './identity-system.ts'

let identity: IdentitySystem

beforeAll(async () => {
  identity = await startIdentity()
})
afterAll(() => identity?.system.stop())

const from = (address: string) => ({
  'x-forwarded-for': `6.6.6.6, ${address}`,
  'user-agent': 'orion-cli/1.0',
})
const login = (identifier: string, password: string, address = '198.51.100.1') =>
  identity.post('/api/v1/auth/login', { identifier, password }, from(address))

describe('signing in', () => {
  test('works by e-mail address and by username, however they are written', async () => {
    const user = await identity.addUser('EDITOR', { email: 'Anna@Example.com', username: 'anna_b' })
    for (const identifier of ['anna@example.com', ' ANNA@EXAMPLE.COM', 'anna_b', 'Anna_B']) {
      const response = await login(identifier, user.password)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.json()).toEqual({
        accessToken: expect.any(String),
        refreshToken: expect.stringMatching(/^ort_[\w-]{43}$/),
        expiresIn: 900,
        tokenType: 'Bearer',
        user: {
          id: user.id,
          name: 'Anna Berger',
          username: 'anna_b',
          email: 'anna@example.com',
          role: 'EDITOR',
        },
      })
    }
  })

  test('goes on when Redis was started anew and knows its scripts no longer', async () => {
    const user = await identity.addUser('EDITOR')
    const redis = new Redis(identity.system.redis.url)
    await redis.script('FLUSH')
    redis.disconnect()
    expect((await login(user.email, user.password)).status).toBe(200)
  })

  test('gives an access token that the published keys check', async () => {
    const user = await identity.addUser('EDITOR')
    const { accessToken } = await identity.logIn(user)
    const published = await fetch(`${identity.service.url}/.well-known/jwks.json`)
    expect(published.headers.get('cache-control')).toContain('max-age=300')
    const { payload, protectedHeader } = await jwtVerify(
      accessToken,
      createLocalJWKSet(await published.json()),
      {
        issuer: 'orion',
        audience: 'orion-api',
        typ: 'at+jwt',
        algorithms: ['EdDSA'],
      },
    )
    expect(protectedHeader.kid).toEqual(expect.any(String))
    expect(payload).toMatchObject({
      sub: user.id,
      role: 'EDITOR',
      sid: expect.any(String),
      jti: expect.any(String),
    })
  })

  test('opens a session that tells the device', async () => {
    const user = await identity.addUser('VIEWER')
    await identity.logIn(user, from('2001:db8::1'))
    const sessions = await identity.ask<{ sessions: unknown[] }>(
      '{ sessions { userAgent ipAddress isCurrent } me { lastLoginAt } }',
      {},
      user.viewer,
    )
    expect(sessions).toEqual({
      sessions: [{ userAgent: 'orion-cli/1.0', ipAddress: '2001:db8::1', isCurrent: false }],
      me: { lastLoginAt: expect.any(String) },
    })
  })

  test('is refused alike for a wrong password, an unknown user and one who is kept out', async () => {
    const user = await identity.addUser('VIEWER')
    const inactive = await identity.addUser('VIEWER')
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [inactive.id])
    const answers = await Promise.all(
      [
        login(user.email, 'not the password', '198.51.100.2'),
        login('nobody@example.com', 'not the password', '198.51.100.3'),
        login('%', 'not the password', '198.51.100.4'),
        login(inactive.email, inactive.password, '198.51.100.5'),
      ].map(async answer => {
        const response = await answer
        return { status: response.status, body: await response.json() }
      }),
    )
    const refusal = {
      code: 'INVALID_CREDENTIALS',
      message: expect.stringMatching(/^The name and the password do not belong together\./),
    }
    for (const answer of answers) expect(answer).toEqual({ status: 401, body: { error: refusal } })
  })

  test('does the same work whether the name has an account or not', async () => {
    const [one, another] = [await identity.addUser('VIEWER'), await identity.addUser('VIEWER')]
    const redis = new Redis(identity.system.redis.url)
    const work = async () => {
      const [row] = await identity.system.query<{ entries: string }>(
        'SELECT count(*) AS entries FROM identity.audit_entries',
      )
      const counted = await redis.keys('orion:identity:attempts:account:*')
      return { entries: Number(row?.entries), counted: counted.length }
    }
    for (const name of [one.email, another.username, 'no-one@example.com', 'nobody_at_all']) {
      const before = await work()
      expect((await login(name, 'not the password', '198.51.100.6')).status).toBe(401)
      expect(await work()).toEqual({ entries: before.entries + 1, counted: before.counted + 2 })
    }
    redis.disconnect()
  })

  test('takes the name as older clients call it, one of the two', async () => {
    const user = await identity.addUser('EDITOR')
    const statusOf = async (body: object) => {
      const answer = await identity.post(
        '/api/v1/auth/login',
        { password: user.password, ...body },
        from('::1'),
      )
      const { error } = await answer.json()
      return [answer.status, error?.message]
    }
    const { email, username } = user
    expect(await statusOf({ email })).toEqual([200, undefined])
    expect(await statusOf({ email: username })).toEqual([200, undefined])
    expect(await statusOf({ identifier: email, email })).toEqual([
      400,
      expect.stringMatching(/^identifier.*one/),
    ])
    expect(await statusOf({})).toEqual([400, expect.stringMatching(/^identifier.*missing/)])
    expect(await statusOf({ email: 7 })).toEqual([400, expect.stringMatching(/^email/)])
  })

  test('stores neither the password nor the refresh token', async () => {
    const user = await identity.addUser('VIEWER')
    const { refreshToken } = await identity.logIn(user)
    const rows = await identity.system.query(
      'SELECT to_json(users)::text || to_json(refresh_tokens)::text AS row FROM identity.users, identity.refresh_tokens',
    )
    const everything = JSON.stringify(rows)
    expect(everything).not.toContain(user.password)
    expect(everything).not.toContain(refreshToken)
  })

  test('is refused with what is wrong when the body does not fit', async () => {
    const response = await identity.post('/api/v1/auth/login', { identifier: 'anna' })
    expect(response.status).toBe(400)
    expect((await response.json()).error.code).toBe('INVALID_INPUT')
    expect((await fetch(`${identity.service.url}/api/v1/auth/login`, { method: 'POST' })).status).toBe(401)
  })
})

describe('guessing', () => {
  const statuses = async (attempts: Promise<Response>[]) =>
    (await Promise.all(attempts)).map(response => response.status)

  /** All but the free guesses are refused. The first waits last 1, 2 and 4 s: a slow machine may let that many more in. */
  const expectFew = (outcomes: readonly number[], free: number) => {
    const answered = outcomes.filter(status => status === 401)
    expect(answered.length).toBeGreaterThanOrEqual(free)
    expect(answered.length).toBeLessThanOrEqual(free + 2)
    expect(outcomes.filter(status => status === 429)).toHaveLength(outcomes.length - answered.length)
  }

  const guessUntilToldToWait = (identifier: string, seconds: number) =>
    eventually(async () => {
      const answer = await login(identifier, 'another guess', '203.0.113.98')
      return Number(answer.headers.get('retry-after')) >= seconds
    }, 'a wait')

  test('at one account is slowed down from everywhere, also when all guesses come at once', async () => {
    const user = await identity.addUser('VIEWER')
    const guesses = Array.from({ length: 20 }, (_, at) =>
      login(user.email, `guess number ${at}`, `203.0.113.${at}`),
    )
    expectFew(await statuses(guesses), 5)

    await guessUntilToldToWait(user.email, 4)
    const refused = await login(user.email, user.password, '203.0.113.99')
    expect(refused.status).toBe(429)
  })

  test('at one account is slowed down under its e-mail address and username together, which is not told', async () => {
    const user = await identity.addUser('VIEWER')
    const guess = (body: object) =>
      identity.post('/api/v1/auth/login', { password: 'a guess', ...body }, from('203.0.113.97'))
    for (let tries = 0; tries < 5; tries += 1) await guess({ email: user.email })
    await guessUntilToldToWait(user.email, 4)
    expect((await guess({ identifier: user.email })).status).toBe(429)
    // Not 429, which would tell that both names are one account's; nor 200, though it is right.
    const right = () => login(user.username, user.password, '203.0.113.96')
    expect((await right()).status).toBe(401)
    const [entry] = await identity.system.query<{ details: object }>(
      'SELECT details FROM identity.audit_entries WHERE subject_id = $1 ORDER BY at DESC LIMIT 1',
      [user.id],
    )
    expect(entry?.details).toEqual({ reason: 'too many attempts' })
    await identity.post('/api/v1/auth/forgot-password', { email: user.email }, from('203.0.113.95'))
    const { token } = await identity.mailTo(user.email, 'reset-password')
    await identity.post(
      '/api/v1/auth/reset-password',
      { token, password: user.password },
      from('203.0.113.95'),
    )
    expect((await right()).status).toBe(200)
  })

  test('at an account that does not exist looks the same', async () => {
    const guesses = Array.from({ length: 8 }, (_, at) => login('ghost', `guess ${at}`, `192.0.2.${at}`))
    expectFew(await statuses(guesses), 5)
  })

  test('at many accounts from one network is slowed down as well', async () => {
    const guesses = Array.from({ length: 40 }, (_, at) =>
      login(`ghost_${at}`, 'guess', `2001:db8:1:2::${at}`),
    )
    expectFew(await statuses(guesses), 30)
    expect((await login('ghost_41', 'guess', '2001:db8:1:3::1')).status).toBe(401)
  })

  test('starts afresh after a right password', async () => {
    const user = await identity.addUser('VIEWER')
    for (let round = 0; round < 3; round += 1) {
      const wrong = Array.from({ length: 4 }, () =>
        login(user.email, 'not the password', `198.18.0.${round}`),
      )
      expect(await statuses(wrong)).toEqual([401, 401, 401, 401])
      expect((await login(user.email, user.password, `198.18.0.${round}`)).status).toBe(200)
    }
  })
})
