import { type Viewer, viewerOf } from '@orion/common'
import { isRevoked } from '@orion/common/access/revocation'
import { eventually, testViewer } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '../src/passwords/password-hash.ts'
import { type IdentitySystem, startIdentity, type TestUser, viewerOfSignIn } from './identity-system.ts'

let identity: IdentitySystem

beforeAll(async () => {
  identity = await startIdentity({ IDENTITY_OPEN_REGISTRATION: 'true' })
})
afterAll(() => identity?.system.stop())

const password = 'seven green bicycles'
const from = (address: string) => ({ 'x-forwarded-for': address })
/** What a client is told, and the mark that changes with every call taken off. */
async function told(response: Response) {
  const body = response.status === 204 ? null : await response.json()
  return { status: response.status, body }
}
const codeOf = async (response: Response) => (await response.json()).error.code
const mailsTo = (address: string) =>
  identity.system.query<{ template: string }>(
    'SELECT template FROM identity.mails WHERE recipient = $1 ORDER BY created_at',
    [address],
  )
const signInStatus = async (identifier: string, secret: string) =>
  (await identity.post('/api/v1/auth/login', { identifier, password: secret })).status

describe('registering', () => {
  const register = (changes: object, address = '198.51.100.1') =>
    identity.post(
      '/api/v1/auth/register',
      { email: 'new@example.com', username: 'new_one', name: 'New One', password, ...changes },
      from(address),
    )
  const verify = (token: string, shown: object = { password }) =>
    identity.post('/api/v1/auth/verify-email', { token, ...shown })

  test('makes a viewer once the address is confirmed, and not before', async () => {
    expect((await register({ role: 'ADMIN' })).status).toBe(202)
    const { text, token } = await identity.mailTo('new@example.com', 'confirm-registration')
    expect(text).toContain('http://127.0.0.1:3001/verify-email#token=omt_')
    expect(await signInStatus('new@example.com', password)).toBe(401)

    expect(await told(await verify(token))).toEqual({
      status: 200,
      body: { email: 'new@example.com', username: 'new_one' },
    })
    const { user } = await identity.logIn({ email: 'new@example.com', password })
    expect(user).toMatchObject({ username: 'new_one', role: 'VIEWER' })
    const me = await identity.service.request('/api/v1/users/me', viewerOf(user.id, 'VIEWER'))
    expect((await me.json()).emailVerifiedAt).toEqual(expect.any(String))
    expect(await told(await verify(token))).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_TOKEN' } },
    })
  })

  test('makes nothing of an address that a stranger registered, when its owner follows the link', async () => {
    const email = 'stranger@example.com'
    await register({ email, username: 'squatter' }, '198.51.100.3')
    const { token } = await identity.mailTo(email, 'confirm-registration')
    expect(await told(await verify(token, {}))).toMatchObject({
      status: 400,
      body: { error: { code: 'CONFIRMATION_NEEDED', field: ['password'] } },
    })
    expect(await told(await verify(token, { password: 'what the owner would have chosen' }))).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_INPUT', field: ['password'] } },
    })
    expect(await signInStatus(email, password)).toBe(401)
    const own = 'the words of the owner of it'
    await register({ email, username: 'the_owner', password: own }, '198.51.100.4')
    const mailed = await eventually(async () => {
      const mail = await identity.mailTo(email, 'confirm-registration')
      return mail.token !== token && mail
    })
    expect((await verify(mailed.token, { password: own })).status).toBe(200)
    expect([await signInStatus(email, password), await signInStatus(email, own)]).toEqual([401, 200])
    expect(await codeOf(await verify(token))).toBe('CONFLICT')
  })

  test('answers alike when the address has an account, whose owner is told', async () => {
    const owner = await identity.addUser('EDITOR')
    const known = await told(await register({ email: owner.email, username: 'mallory' }))
    const unknown = await told(await register({ email: 'unknown@example.com', username: 'mallory' }))
    expect(known).toEqual(unknown)
    expect((await identity.mailTo(owner.email, 'already-registered')).text).toContain('/forgot-password')
    await identity.mailTo('unknown@example.com', 'confirm-registration')
    expect(await mailsTo(owner.email)).toHaveLength(1)
    await identity.logIn(owner)
  })

  test('does the same work whether the address has an account or not', async () => {
    const owner = await identity.addUser('VIEWER')
    const workOf = async (path: string, body: object) => {
      const count = async () => {
        const [row] = await identity.system.query<Record<string, string>>(
          `SELECT (SELECT count(*) FROM identity_delivery.outbox WHERE name <> 'send-mail') AS jobs,
                  (SELECT string_agg(DISTINCT name, ',') FROM identity_delivery.outbox) AS names`,
        )
        return Number(row?.jobs)
      }
      const before = await count()
      expect((await identity.post(path, body, from('198.51.100.9'))).status).toBe(202)
      return (await count()) - before
    }
    for (const email of [owner.email, 'nobody@example.com']) {
      const input = { email, username: `free_${email.length}`, name: 'X', password }
      expect(await workOf('/api/v1/auth/register', input)).toBe(1)
      expect(await workOf('/api/v1/auth/forgot-password', { email })).toBe(1)
    }
  })

  test('costs no hash where it has to wait', async () => {
    const cpuOf = async (work: () => Promise<unknown>) => {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    const attempt = () => register({ email: 'again@example.com', username: 'again' }, '198.51.100.77')
    const redis = new Redis(identity.system.redis.url)
    const key = 'orion:identity:attempts:address:198.51.100.77'
    await redis.hset(key, { attempts: 40, blockedUntil: Date.now() + 60_000 })
    redis.disconnect()
    const tenHashes = 10 * (await cpuOf(() => hashPassword(password)))
    const tenRefusals = await cpuOf(async () => {
      for (let tries = 0; tries < 10; tries += 1) expect((await attempt()).status).toBe(429)
    })
    expect(tenRefusals).toBeLessThan(tenHashes)
  })

  test('tells what does not fit, and that a username is taken', async () => {
    const { username } = await identity.addUser('VIEWER')
    expect(await codeOf(await register({ password: 'short' }))).toBe('INVALID_INPUT')
    expect(await codeOf(await register({ email: 'x' }))).toBe('INVALID_INPUT')
    expect(await codeOf(await register({ username }))).toBe('CONFLICT')
  })

  test('gives a variant when somebody took the username in the meantime', async () => {
    await register({ email: 'late@example.com', username: 'late_bird' }, '198.51.100.2')
    const { token } = await identity.mailTo('late@example.com', 'confirm-registration')
    await identity.addUser('VIEWER', { username: 'late_bird' })
    expect((await (await verify(token)).json()).username).toBe('late_bird_2')
  })

  test('is closed where it is not opened', async () => {
    const closed = await startIdentity()
    try {
      const input = { email: 'new@example.com', username: 'new_one', name: 'New One', password }
      expect((await closed.post('/api/v1/auth/register', input)).status).toBe(403)
      // Nor does what was asked for before become an account.
      const token = 'omt_of_a_mail_from_when_it_was_open'
      await closed.system.query(
        `INSERT INTO identity.registrations (id, email, username, name, password_hash, token_hash, expires_at)
         VALUES (gen_random_uuid(), $1, $2, $3, 'none', encode(sha256($4), 'hex'), now() + interval '1 day')`,
        [input.email, input.username, input.name, token],
      )
      expect((await closed.post('/api/v1/auth/verify-email', { token })).status).toBe(403)
      // Nor can anybody find out then who is here.
      const check = '/api/v1/users/check-username?username=anna'
      expect((await closed.service.request(check, null)).status).toBe(403)
      const { viewer } = await closed.addUser('VIEWER')
      expect((await closed.service.request(check, viewer)).status).toBe(200)
    } finally {
      await closed.system.stop()
    }
  })

  test('says whether a username is free, and slows down who asks for many', async () => {
    const { username } = await identity.addUser('VIEWER')
    const check = (name: string) =>
      identity.service.request(`/api/v1/users/check-username?username=${name}`, null, {
        headers: from('203.0.113.77'),
      })
    expect(await (await check(username.toUpperCase())).json()).toEqual({ username, available: false })
    expect(await (await check('nobody_has_it')).json()).toEqual({
      username: 'nobody_has_it',
      available: true,
    })
    expect((await check('no')).status).toBe(400)
    const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await check('abc')).status))
    expect(statuses.filter(status => status === 429).length).toBeGreaterThan(5)
    expect((await check('abc')).headers.get('retry-after')).toMatch(/^\d+$/)
  })
})

describe('a forgotten password', () => {
  const forgot = (email: string, address = '198.51.100.20') =>
    identity.post('/api/v1/auth/forgot-password', { email }, from(address))
  const reset = (token: string, secret = 'eleven purple lighthouses') =>
    identity.post('/api/v1/auth/reset-password', { token, password: secret }, from('198.51.100.21'))

  test('is set anew with a mailed link, once, which ends all sessions and keys at once, and tells what stays', async () => {
    const redis = new Redis(identity.system.redis.url)
    const user = await identity.addUser('EDITOR')
    const signIn = await identity.logIn(user)
    const { password } = user
    await identity.send('POST', '/api-keys', { name: 'nightly', password }, user.viewer)
    await identity.send('POST', '/webhooks', { url: 'https://hooks.example.com/x', password }, user.viewer)
    await identity.system.query(
      `INSERT INTO identity.linked_accounts (id, user_id, provider, subject, sealed_tokens, last_used_at)
       VALUES (gen_random_uuid(), $1, 'github', $2, '', now())`,
      [user.id, user.username],
    )
    await forgot(user.email.toUpperCase())
    const { token } = await identity.mailTo(user.email, 'reset-password')
    expect((await reset(token, 'password123')).status).toBe(400)
    const [first, second] = await Promise.all([reset(token), reset(token)])
    expect([first?.status, second?.status].sort()).toEqual([204, 400])

    const { sid, sub, iat } = decodeJwt(signIn.accessToken)
    const issued = { sessionId: String(sid), userId: String(sub), issuedAt: Number(iat) }
    expect(await isRevoked(redis, issued)).toBe(true)
    redis.disconnect()
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
    expect(await signInStatus(user.email, user.password)).toBe(401)
    expect(await signInStatus(user.email, 'eleven purple lighthouses')).toBe(200)
    const keys = 'SELECT 1 FROM identity.api_keys WHERE user_id = $1 AND revoked_at IS NULL'
    expect(await identity.system.query(keys, [user.id])).toEqual([])
    const { text } = await identity.mailTo(user.email, 'password-changed')
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /by a link that was mailed to this address\. All sessions and all API keys .* These stay: signing in with GitHub, a webhook to hooks\.example\.com\. Look whether all of it is yours, under Settings: http\S+\/settings\/security/,
    )
  })

  test('is answered alike for everybody, and mailed only to who may sign in', async () => {
    const user = await identity.addUser('VIEWER')
    const inactive = await identity.addUser('VIEWER')
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [inactive.id])
    const answers = []
    for (const email of [inactive.email, 'ghost@example.com', user.email])
      answers.push(await told(await forgot(email)))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    await identity.mailTo(user.email, 'reset-password')
    expect(await mailsTo(inactive.email)).toEqual([])
    expect(await mailsTo('ghost@example.com')).toEqual([])
  })

  test('works no longer after an hour, nor once another link was sent', async () => {
    const user = await identity.addUser('VIEWER')
    await forgot(user.email)
    const old = await identity.mailTo(user.email, 'reset-password')
    await forgot(user.email)
    await eventually(async () => (await mailsTo(user.email)).length === 2)
    const { token } = await identity.mailTo(user.email, 'reset-password')
    expect(await codeOf(await reset(old.token))).toBe('INVALID_TOKEN')
    await identity.system.query(`UPDATE identity.account_tokens SET expires_at = now() WHERE user_id = $1`, [
      user.id,
    ])
    expect(await codeOf(await reset(token))).toBe('INVALID_TOKEN')
  })

  test('cannot be asked for without end, nor its links guessed', async () => {
    const asked = await Promise.all(
      Array.from({ length: 7 }, (_, at) => forgot('flooded@example.com', `203.0.113.${at}`)),
    )
    expect(asked.map(({ status }) => status).sort()).toEqual([...Array(5).fill(202), 429, 429])
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        identity.post('/api/v1/auth/reset-password', { token: `omt_${at}`, password }, from('203.0.113.200')),
      ),
    )
    expect(guesses.filter(({ status }) => status === 400)).toHaveLength(30)
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(10)
  })

  test('leaves no token that could be read in the database or the queues', async () => {
    const user = await identity.addUser('VIEWER')
    await forgot(user.email)
    const { token } = await identity.mailTo(user.email, 'reset-password')
    const rows = await identity.system.query(
      `SELECT to_json(mails)::text AS row FROM identity.mails
       UNION ALL SELECT to_json(account_tokens)::text FROM identity.account_tokens
       UNION ALL SELECT to_json(outbox)::text FROM identity_delivery.outbox`,
    )
    const redis = new Redis(identity.system.redis.url)
    const jobs = []
    for (const key of await redis.keys('bull:*'))
      if ((await redis.type(key)) === 'hash') jobs.push(await redis.hgetall(key))
    redis.disconnect()
    expect(jobs.length).toBeGreaterThan(0)
    expect(JSON.stringify([rows, jobs])).not.toContain(token)
  })
})

describe('who had an account until now', () => {
  /** Takes an account away from its sessions, by a new password, just when somebody has shown the old one and goes on. */
  const takeAwayMeanwhile = ({ id }: TestUser, sessionId: string) =>
    identity.system.query(`DO $$ BEGIN
      PERFORM 1 FROM identity.users WHERE id = '${id}' FOR UPDATE;
      LOOP
        PERFORM pg_stat_clear_snapshot();
        EXIT WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock');
        PERFORM pg_sleep(0.01);
      END LOOP;
      UPDATE identity.users SET password_hash = NULL WHERE id = '${id}';
      UPDATE identity.sessions SET revoked_at = now() WHERE id = '${sessionId}';
    END $$`)

  test.each([
    ['PUT', '/users/me/password', { newPassword: 'the thief knows this one' }],
    ['PUT', '/users/me/email', { email: 'thief@example.com' }],
    ['POST', '/users/me/second-factor', {}],
    ['POST', '/api-keys', { name: 'for later' }],
  ])('gets no more by what is under way: %s %s', async (method, path, wish) => {
    const user = await identity.addUser('EDITOR')
    const viewer = viewerOfSignIn(await identity.logIn(user))
    const taken = takeAwayMeanwhile(user, viewer.sessionId ?? '')
    const body = { ...wish, password: user.password, currentPassword: user.password }
    const { status } = await identity.send(method, path, body, viewer)
    await taken
    expect(status).toBe(401)
    const [left] = await identity.system.query(
      `SELECT password_hash, totp_secret, (SELECT count(*)::int FROM identity.account_tokens WHERE user_id = $1) AS links,
       (SELECT count(*)::int FROM identity.api_keys WHERE user_id = $1) AS keys FROM identity.users WHERE id = $1`,
      [user.id],
    )
    expect(left).toEqual({ password_hash: null, totp_secret: null, links: 0, keys: 0 })
  })
})

describe('an e-mail address', () => {
  const change = (user: TestUser, email: string, secret = user.password) =>
    identity.send('PUT', '/users/me/email', { email, password: secret }, user.viewer)
  const confirm = (token: string) => identity.post('/api/v1/auth/verify-email', { token })
  const own = (viewer: Viewer) =>
    identity.ask<{ me: object }>('{ me { email pendingEmail isEmailConfirmed } }', {}, viewer)

  test('is changed once the new one is confirmed, and the old one is told', async () => {
    const user = await identity.addUser('VIEWER')
    const email = `new.${user.email}`
    expect((await change(user, email, 'a guess')).status).toBe(400)
    expect((await change(user, email)).status).toBe(202)
    expect((await own(user.viewer)).me).toEqual({
      email: user.email,
      pendingEmail: email,
      isEmailConfirmed: false,
    })
    const { text, token } = await identity.mailTo(email, 'confirm-email')
    expect(text.replace(/\s+/g, ' ')).toContain(`the username ${user.username}`)
    expect((await confirm(token)).status).toBe(200)
    expect((await own(user.viewer)).me).toEqual({ email, pendingEmail: null, isEmailConfirmed: true })
    expect((await identity.mailTo(user.email, 'email-changed')).text).toContain(email)
    expect(await signInStatus(email, user.password)).toBe(200)
    expect((await confirm(token)).status).toBe(400)
  })

  test('of somebody else is not taken, which is not said', async () => {
    const [user, owner] = [await identity.addUser('VIEWER'), await identity.addUser('VIEWER')]
    expect((await change(user, owner.email)).status).toBe(202)
    await identity.mailTo(owner.email, 'already-registered')
    expect(await mailsTo(owner.email)).toEqual([{ template: 'already-registered' }])
    expect((await own(user.viewer)).me).toMatchObject({ email: user.email })
  })

  test('is nobody’s who knew the password that was replaced: links from before work no longer', async () => {
    const robbed = await identity.addUser('EDITOR')
    const thief = 'thief@example.com'
    const input = { email: thief, password: robbed.password }
    expect((await identity.send('PUT', '/users/me/email', input, robbed.viewer)).status).toBe(202)
    const { token } = await identity.mailTo(thief, 'confirm-email')
    const passwords = { currentPassword: robbed.password, newPassword: password }
    expect((await identity.send('PUT', '/users/me/password', passwords, robbed.viewer)).status).toBe(204)
    expect(await codeOf(await identity.post('/api/v1/auth/verify-email', { token }))).toBe('INVALID_TOKEN')
    await identity.logIn({ email: robbed.email, password })
  })

  test('makes links to the old one worthless', async () => {
    const user = await identity.addUser('VIEWER')
    await identity.post('/api/v1/auth/forgot-password', { email: user.email }, from('198.51.100.40'))
    const reset = await identity.mailTo(user.email, 'reset-password')
    await change(user, `other.${user.email}`)
    await confirm((await identity.mailTo(`other.${user.email}`, 'confirm-email')).token)
    const answer = await identity.post('/api/v1/auth/reset-password', { token: reset.token, password })
    expect(await codeOf(answer)).toBe('INVALID_TOKEN')
  })

  test('is confirmed on request, with a limit on mails', async () => {
    const user = await identity.addUser('VIEWER')
    const ask = async () =>
      (await identity.send('POST', '/users/me/email/confirmation', {}, user.viewer)).status
    expect(await ask()).toBe(202)
    const { token } = await identity.mailTo(user.email, 'confirm-email')
    for (let time = 0; time < 4; time += 1) expect(await ask()).toBe(202)
    expect(await ask()).toBe(429)
    expect((await confirm(token)).status).toBe(400)
    await eventually(async () => (await mailsTo(user.email)).length === 5)
    expect((await confirm((await identity.mailTo(user.email, 'confirm-email')).token)).status).toBe(200)
    expect((await own(user.viewer)).me).toMatchObject({ isEmailConfirmed: true })
    expect(await ask()).toBe(409)
  })
})

test('signing out everywhere ends every session, here included', async () => {
  const user = await identity.addUser('VIEWER')
  const signIns = [await identity.logIn(user), await identity.logIn(user)]
  const here = signIns[0]
  if (!here) throw new Error('nobody signed in')
  const answer = await identity.send('POST', '/auth/logout-all', {}, viewerOfSignIn(here))
  expect(answer.status).toBe(204)
  for (const { refreshToken } of signIns) expect(await identity.refresh(refreshToken)).toBeNull()

  const again = await identity.logIn(user)
  const data = await identity.ask<object>(
    'mutation { logOutEverywhere { isSignedOut userErrors { code } } }',
    {},
    viewerOfSignIn(again),
  )
  expect(data).toEqual({ logOutEverywhere: { isSignedOut: true, userErrors: [] } })
  expect(await identity.refresh(again.refreshToken)).toBeNull()
})

describe('settings', () => {
  const query = `mutation ($settings: JSON!) { updateSettings(input: { settings: $settings }) {
    settings userErrors { field code } } }`
  const update = async (settings: unknown, viewer: Viewer) =>
    (await identity.ask<{ updateSettings: object }>(query, { settings }, viewer)).updateSettings

  test('are merged by name, in the graph and over REST', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    await update({ theme: 'dark', table: { columns: ['a'] }, gone: 1 }, viewer)
    const answer = await identity.send(
      'PUT',
      '/users/me/settings',
      { table: { rows: 9 }, gone: null },
      viewer,
    )
    expect(await answer.json()).toEqual({ theme: 'dark', table: { rows: 9 } })
    expect((await identity.ask<{ me: object }>('{ me { settings } }', {}, viewer)).me).toEqual({
      settings: { theme: 'dark', table: { rows: 9 } },
    })
    const read = await identity.service.request('/api/v1/users/me/settings', viewer)
    expect(await read.json()).toEqual({ theme: 'dark', table: { rows: 9 } })
  })

  test('lose nothing when two change them at once', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    const names = Array.from({ length: 8 }, (_, at) => `name${at}`)
    await Promise.all(names.map(name => update({ [name]: true }, viewer)))
    const read = await identity.service.request('/api/v1/users/me/settings', viewer)
    expect(Object.keys(await read.json()).sort()).toEqual(names)
  })

  test('are an object of 16 KiB at most', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    for (const unfit of [[1], 'text', { 'a b': 1 }, { big: 'x'.repeat(17_000) }])
      expect(await update(unfit, viewer)).toEqual({
        settings: null,
        userErrors: [{ field: ['input', 'settings'], code: 'INVALID_INPUT' }],
      })
  })

  test('and what is pending are their owner’s alone', async () => {
    const user = await identity.addUser('VIEWER')
    await update({ secret: 1 }, user.viewer)
    const seen = `query ($id: ID!) { user(id: $id) { settings pendingEmail recoveryCodesLeft hasSecondFactor } }`
    expect(await identity.ask<object>(seen, { id: user.id }, testViewer('ADMIN'))).toEqual({
      user: { settings: null, pendingEmail: null, recoveryCodesLeft: null, hasSecondFactor: false },
    })
    expect(await identity.ask<object>(seen, { id: user.id }, testViewer('EDITOR'))).toEqual({
      user: { settings: null, pendingEmail: null, recoveryCodesLeft: null, hasSecondFactor: null },
    })
  })
})
