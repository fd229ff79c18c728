import { createHash, randomUUID } from 'node:crypto'
import { type Viewer, viewerOf } from '@orion/common'
import { isRevoked } from '@orion/common/access/revocation'
import { testViewer } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminLogin,
  type IdentitySystem,
  sessionOf,
  startIdentity,
  type TestUser,
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

interface Payload {
  user: Record<string, unknown> | null
  userErrors: { field: string[] | null; code: string; message: string }[]
}

async function mutate(name: string, input: object, viewer: Viewer): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`
  const data = await identity.ask<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) {
      user { id name username email role isActive bio timezone avatarUrl } userErrors { field message code } } }`,
    { input },
    viewer,
  )
  const payload = data[name]
  if (!payload) throw new Error(`${name} answered nothing`)
  return payload
}

const isRefused = (accessToken: string) => {
  const claims = decodeJwt(accessToken)
  return isRevoked(redis, {
    sessionId: String(claims.sid),
    userId: String(claims.sub),
    issuedAt: Number(claims.iat),
  })
}

describe('a profile', () => {
  test('is changed by its user: what is left out stays, null takes away', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    const input = {
      name: '  Anna  B. ',
      bio: 'Cats.',
      timezone: 'europe/berlin',
    }
    const changed = {
      name: 'Anna B.',
      bio: 'Cats.',
      timezone: 'Europe/Berlin',
      avatarUrl: null,
    }
    expect((await mutate('updateProfile', input, viewer)).user).toMatchObject(changed)
    expect((await mutate('updateProfile', { bio: null, avatarUrl: null }, viewer)).user).toMatchObject({
      ...changed,
      bio: null,
      avatarUrl: null,
    })
  })

  test('takes no text with a NUL in it, over REST and in the graph, which is not a fault of ours', async () => {
    const { viewer } = await identity.addUser('EDITOR')
    const nul = 'a\u0000b'
    for (const [method, path, body] of [
      ['PUT', '/users/me', { bio: nul }],
      ['PUT', '/users/me/settings', { theme: nul }],
      ['POST', '/auth/login', { identifier: nul, password: 'x' }],
    ] as const)
      expect([path, (await identity.send(method, path, body, viewer)).status]).toEqual([path, 400])
    const answer = await identity.service.graphql(
      `mutation ($bio: String) { updateProfile(input: { bio: $bio }) { userErrors { code } } }`,
      { bio: nul },
      viewer,
    )
    expect(answer.data).toEqual({ updateProfile: { userErrors: [{ code: 'INVALID_INPUT' }] } })
    const search = 'query ($text: String) { users(filter: { search: $text }) { nodes { id } } }'
    const { errors } = await identity.service.graphql(search, { text: nul }, testViewer('ADMIN'))
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }])
  })

  test('takes no half characters and no bottomless nesting into JSON, which is not a fault of ours either', async () => {
    const { viewer } = await identity.addUser('EDITOR')
    for (const [method, path, body] of [
      ['PUT', 'users/me/settings', '{"theme":"a\\ud800"}'],
      ['PUT', 'users/me/settings', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
      ['POST', 'api-keys', '{"name":"a\\ud800"}'],
    ] as const) {
      const { status } = await identity.service.request(`/api/v1/${path}`, viewer, { method, body })
      expect([path, status]).toEqual([path, 400])
    }
  })

  test('tells which field does not fit', async () => {
    const { viewer } = await identity.addUser('VIEWER')
    expect((await identity.send('PUT', '/users/me', { avatarUrl: '' }, viewer)).status).toBe(400)
    expect(await mutate('updateProfile', { timezone: 'Mars/Olympus' }, viewer)).toEqual({
      user: null,
      userErrors: [
        {
          field: ['input', 'timezone'],
          code: 'INVALID_INPUT',
          message: '"Mars/Olympus" is not an IANA time zone; write one such as Europe/Berlin.',
        },
      ],
    })
  })
})

describe('a password', () => {
  const change = (user: TestUser, viewer: Viewer, currentPassword = user.password) =>
    mutate('changePassword', { currentPassword, newPassword: 'eleven purple lighthouses' }, viewer)

  test('that is changed ends all other sessions at once', async () => {
    const user = await identity.addUser('VIEWER')
    const [here, there] = [await identity.logIn(user), await identity.logIn(user)]
    expect((await change(user, viewerOfSignIn(here))).userErrors).toEqual([])

    expect(await isRefused(there.accessToken)).toBe(true)
    expect(await identity.refresh(there.refreshToken)).toBeNull()
    expect(await isRefused(here.accessToken)).toBe(false)
    expect(await identity.refresh(here.refreshToken)).not.toBeNull()
    await expect(identity.logIn(user)).rejects.toThrow('INVALID_CREDENTIALS')
    await identity.logIn({ ...user, password: 'eleven purple lighthouses' })
  })

  test('cannot be shown without end, since each check costs a hash', async () => {
    const user = await identity.addUser('VIEWER')
    const key = createHash('sha256').update(`checks of the password of ${user.id}`).digest('hex')
    await redis.hset(`orion:identity:attempts:account:${key}`, { attempts: 60 })
    const enrol = async () =>
      (await identity.send('POST', '/users/me/second-factor', { password: user.password }, user.viewer))
        .status
    expect([await enrol(), await enrol()]).toEqual([201, 429])
  })

  test('is not changed by who does not know it, and cannot be found by trying', async () => {
    const user = await identity.addUser('VIEWER')
    const guesses = Array.from({ length: 10 }, () => change(user, user.viewer, 'a guess'))
    const codes = (await Promise.all(guesses)).map(({ userErrors }) => userErrors[0]?.code)
    const answered = codes.filter(code => code === 'INVALID_INPUT').length
    // The first waits last 1, 2 and 4 s: a slow machine may let that many more in.
    expect(answered).toBeGreaterThanOrEqual(5)
    expect(answered).toBeLessThanOrEqual(7)
    expect(codes.filter(code => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(codes.length - answered)
    await identity.logIn(user)
  })

  test('has to be a good one', async () => {
    const user = await identity.addUser('VIEWER')
    const payload = await mutate(
      'changePassword',
      { currentPassword: user.password, newPassword: 'password123' },
      user.viewer,
    )
    expect(payload.userErrors[0]).toMatchObject({ field: ['input', 'newPassword'], code: 'INVALID_INPUT' })
  })
})

describe('an admin', () => {
  const admin = testViewer('ADMIN')

  test('adds users, each address and username once', async () => {
    const input = {
      email: 'Eva@Example.com',
      username: 'Eva',
      name: 'Eva',
      role: 'EDITOR',
      password: 'seven green bicycles',
    }
    expect((await mutate('createUser', input, admin)).user).toMatchObject({
      email: 'eva@example.com',
      username: 'eva',
    })
    for (const changes of [{ username: 'eva2' }, { email: 'eva2@example.com' }])
      expect((await mutate('createUser', { ...input, ...changes }, admin)).userErrors[0]?.code).toBe(
        'CONFLICT',
      )
    expect((await mutate('createUser', { ...input, email: 'eva' }, admin)).userErrors[0]?.field).toEqual([
      'input',
      'email',
    ])
  })

  test('gives a role, which takes the old access tokens away at once', async () => {
    const user = await identity.addUser('VIEWER')
    const before = await identity.logIn(user)
    expect((await mutate('setUserRole', { id: user.id, role: 'EDITOR' }, admin)).user).toMatchObject({
      role: 'EDITOR',
    })
    expect(await isRefused(before.accessToken)).toBe(true)
    const after = await identity.refresh(before.refreshToken)
    expect(after?.user.role).toBe('EDITOR')
    expect(await isRefused(after?.accessToken ?? '')).toBe(false)
  })

  test('keeps a user out, who loses everything at once, and lets them in again', async () => {
    const user = await identity.addUser('EDITOR')
    const signIn = await identity.logIn(user)
    const wish = { email: `new.${user.email}`, password: user.password }
    expect((await identity.send('PUT', '/users/me/email', wish, user.viewer)).status).toBe(202)
    const { token } = await identity.mailTo(wish.email, 'confirm-email')
    expect(
      (await identity.send('POST', '/api-keys', { name: 'script', password: user.password }, user.viewer))
        .status,
    ).toBe(201)
    await mutate('setUserActive', { id: user.id, isActive: false }, admin)
    expect((await identity.post('/api/v1/auth/verify-email', { token })).status).toBe(400)
    expect(await isRefused(signIn.accessToken)).toBe(true)
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
    await expect(identity.logIn(user)).rejects.toThrow('INVALID_CREDENTIALS')

    await mutate('setUserActive', { id: user.id, isActive: true }, admin)
    expect(await identity.refresh(signIn.refreshToken)).toBeNull()
    expect(await isRefused((await identity.logIn(user)).accessToken)).toBe(false)
    const keys = await identity.service.request('/api/v1/api-keys', user.viewer)
    expect(await keys.json()).toEqual({ items: [] })
    const ended = await identity.system.query(
      `SELECT actor_id FROM identity.audit_entries WHERE action = 'API_KEY_REVOKED' AND actor_id = $1`,
      [admin.userId],
    )
    expect(ended).toHaveLength(1)
  })

  test('lists users in pages and by what they are', async () => {
    const marker = `zz${randomUUID().slice(0, 6)}`
    for (const [at, role] of (['VIEWER', 'VIEWER', 'EDITOR'] as const).entries())
      await identity.addUser(role, { username: `${marker}_${at}`, email: `${marker}${at}@example.com` })
    const list = async (variables: object) =>
      (
        await identity.ask<{ users: { nodes: { username: string }[]; pageInfo: { endCursor: string } } }>(
          `query ($first: Int, $after: String, $filter: UserFilter) { users(first: $first, after: $after, filter: $filter) {
            nodes { username } pageInfo { endCursor } } }`,
          { ...variables },
          admin,
        )
      ).users
    const first = await list({ first: 2, filter: { search: marker.toUpperCase() } })
    const second = await list({ first: 2, after: first.pageInfo.endCursor, filter: { search: marker } })
    expect([...first.nodes, ...second.nodes].map(user => user.username)).toEqual(
      [2, 1, 0].map(at => `${marker}_${at}`),
    )
    expect((await list({ filter: { search: `${marker}_`, role: 'EDITOR' } })).nodes).toHaveLength(1)
    expect((await list({ filter: { search: '%' } })).nodes).toEqual([])
    expect((await list({ filter: { search: marker, isActive: false } })).nodes).toEqual([])
  })

  test('is told of cursors and times that cannot be, in every list', async () => {
    const id = randomUUID()
    const places = [
      ['when?', id],
      [1e300, id],
      ['0000-01-01T00:00:00.000Z', id],
      [new Date(), "' OR 1=1"],
      [new Date(), 1],
    ]
    const cursors = places.map(place => Buffer.from(JSON.stringify(place)).toString('base64url'))
    const asked = ['users', 'users/invitations', 'mails', 'audit', 'notifications'].flatMap(path =>
      cursors.map(cursor => `${path}?after=${cursor}`),
    )
    const early = '0000-01-01T00:00:00Z'
    for (const path of [...asked, `audit?from=${early}`, `notifications?since=${early}`])
      expect([path, (await identity.service.request(`/api/v1/${path}`, admin)).status]).toEqual([path, 400])
    const search = 'query ($since: DateTime) { notifications(filter: { since: $since }) { nodes { id } } }'
    const { errors } = await identity.service.graphql(search, { since: 'yesterday' }, admin)
    expect(errors).toMatchObject([
      { message: expect.stringContaining('yesterday'), extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })

  test('is never the last one to go', async () => {
    const [only] = await identity.system.query<{ id: string }>(
      `SELECT id FROM identity.users WHERE role = 'ADMIN'`,
    )
    const id = only?.id ?? ''
    const refused = [
      await mutate('setUserRole', { id, role: 'VIEWER' }, admin),
      await mutate('setUserActive', { id, isActive: false }, admin),
    ]
    for (const { userErrors } of refused)
      expect(userErrors[0]).toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('last admin'),
      })
    expect(
      (await mutate('setUserActive', { id: admin.userId, isActive: false }, admin)).userErrors[0]?.code,
    ).toBe('CONFLICT')

    const second = await identity.addUser('ADMIN')
    const demote = (whose: string, by: string) =>
      identity.send('PUT', `/users/${whose}/role`, { role: 'EDITOR' }, viewerOf(by, 'ADMIN'))
    const both = await Promise.all([demote(id, second.id), demote(second.id, id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    const admins = await identity.system.query(`SELECT id FROM identity.users WHERE role = 'ADMIN'`)
    expect(admins).toHaveLength(1)
  })

  test('does nothing more in a session that ended while the request was under way', async () => {
    const [other, target] = [await identity.addUser('ADMIN'), await identity.addUser('VIEWER')]
    const stolen = viewerOfSignIn(await identity.logIn(other))
    expect((await identity.send('POST', '/auth/logout', {}, stolen)).status).toBe(204)
    const ownPassword = other.password
    const input = { email: 'late@example.com', name: 'Late', role: 'ADMIN', ownPassword }
    const answers = [
      await identity.send('PUT', `/users/${target.id}/role`, { role: 'ADMIN', ownPassword }, stolen),
      await identity.send('PUT', `/users/${target.id}/status`, { isActive: false }, stolen),
      await identity.send('DELETE', `/users/${target.id}/second-factor`, undefined, stolen),
      await identity.send('POST', '/users/invite', input, stolen),
      await identity.send('POST', '/users', { ...input, username: 'late', password: other.password }, stolen),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    await identity.send('PUT', `/users/${other.id}/role`, { role: 'EDITOR' }, admin)
  })

  test('makes others admins with their password, or within ten minutes of a sign-in: no stolen token makes one', async () => {
    const [owner, target] = [await identity.addUser('ADMIN'), await identity.addUser('EDITOR')]
    const signedIn = viewerOfSignIn(await identity.logIn(owner))
    const age = `UPDATE identity.sessions SET signed_in_at = now() - interval '11 minutes' WHERE id = $1`
    await identity.system.query(age, [signedIn.sessionId])
    const wish = { email: `${randomUUID()}@example.com`, name: 'Eve' }
    const ways = (role: string, ownPassword?: string) =>
      [
        ['PUT', `/users/${target.id}/role`, { role, ownPassword }],
        ['POST', '/users/invite', { ...wish, role, ownPassword }],
        [
          'POST',
          '/users',
          {
            ...wish,
            email: `eve-${wish.email}`,
            username: 'eve_at_home',
            password: target.password,
            role,
            ownPassword,
          },
        ],
      ] as const
    for (const [method, path, body] of ways('ADMIN')) {
      const refused = await identity.send(method, path, body, signedIn)
      const needed = { code: 'CONFIRMATION_NEEDED', field: ['ownPassword'] }
      expect([path, refused.status, await refused.json()]).toMatchObject([path, 400, { error: needed }])
    }
    for (const [method, path, body] of ways('ADMIN', 'a guess of the thief'))
      expect((await identity.send(method, path, body, signedIn)).status).toBe(400)
    const editing = { id: target.id, role: 'ADMIN', ownPassword: 'another guess' }
    expect((await mutate('setUserRole', editing, signedIn)).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', field: ['input', 'ownPassword'] },
    ])
    const [down] = ways('VIEWER')
    expect((await identity.send(...down, signedIn)).status).toBe(200)
    for (const [method, path, body] of ways('ADMIN', owner.password))
      expect([200, 201]).toContain((await identity.send(method, path, body, signedIn)).status)
    for (const username of [owner.username, target.username, 'eve_at_home'])
      await identity.system.query(`UPDATE identity.users SET role = 'EDITOR' WHERE username = $1`, [username])
  })

  test('is told when there is no such user', async () => {
    for (const id of [randomUUID(), 'nobody'])
      expect((await mutate('setUserRole', { id, role: 'EDITOR' }, admin)).userErrors[0]?.code).toBe(
        'NOT_FOUND',
      )
  })
})

describe('what users change of their own', () => {
  test('stays as it is when their session ended, or they were kept out, while the request was under way', async () => {
    const user = await identity.addUser('EDITOR')
    const open = sessionOf(await identity.logIn(user))
    const key = await identity.send(
      'POST',
      '/api-keys',
      { name: 'nightly', password: user.password },
      user.viewer,
    )
    const { id: keyId } = await key.json()
    const calls = [
      ['PUT', '/users/me', { name: 'Somebody else' }],
      ['DELETE', '/users/me/avatar', undefined],
      ['PUT', '/users/me/settings', { theme: 'dark' }],
      ['POST', '/users/me/email/confirmation', {}],
      ['PUT', '/notifications/preferences', { preferences: [{ type: 'GATE_OPENED', email: false }] }],
      ['POST', '/notifications/read', { ids: [randomUUID()] }],
      ['POST', '/notifications/read-all', {}],
      ['DELETE', `/sessions/${open}`, undefined],
      ['DELETE', `/api-keys/${keyId}`, undefined],
      ['POST', '/auth/logout-all', {}],
    ] as const
    const statuses = async (viewer: Viewer) => {
      const answers = []
      for (const [method, path, body] of calls)
        answers.push([path, (await identity.send(method, path, body, viewer)).status])
      return answers
    }
    const refused = calls.map(([, path]) => [path, 401])
    const state = () =>
      identity.system.query(
        `SELECT name, settings, (SELECT count(*) FROM identity.notification_preferences WHERE user_id = u.id) AS chosen,
           (SELECT count(*) FROM identity.sessions WHERE user_id = u.id AND revoked_at IS NULL) AS sessions,
           (SELECT count(*) FROM identity.api_keys WHERE user_id = u.id AND revoked_at IS NULL) AS keys
         FROM identity.users u WHERE id = $1`,
        [user.id],
      )
    const stolen = viewerOfSignIn(await identity.logIn(user))
    expect((await identity.send('POST', '/auth/logout', {}, stolen)).status).toBe(204)
    const before = await state()
    expect(before).toMatchObject([{ name: 'Anna Berger', chosen: '0', sessions: '1', keys: '1' }])
    expect(await statuses(stolen)).toEqual(refused)
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [user.id])
    expect(await statuses(user.viewer)).toEqual(refused)
    expect(await state()).toEqual(before)
  })
})

describe('what others may not', () => {
  test('administer users, over GraphQL or REST', async () => {
    const target = await identity.addUser('VIEWER')
    const mutations = [
      `setUserRole(input: { id: "${target.id}", role: ADMIN }) { user { id } }`,
      `setUserActive(input: { id: "${target.id}", isActive: false }) { user { id } }`,
      `createUser(input: { email: "x@example.com", username: "xxx", name: "X", role: ADMIN, password: "seven green bicycles" }) { user { id } }`,
    ]
    for (const viewer of [testViewer('EDITOR'), testViewer('VIEWER', target.id)]) {
      for (const mutation of mutations) {
        const { data, errors } = await identity.service.graphql(`mutation { ${mutation} }`, {}, viewer)
        expect(data ?? null).toBeNull()
        expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
      }
      const list = await identity.service.graphql('{ users { nodes { id } } }', {}, viewer)
      expect(list.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
      expect((await identity.service.request('/api/v1/users', viewer)).status).toBe(403)
      const init = {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"role":"ADMIN"}',
      }
      expect((await identity.service.request(`/api/v1/users/${target.id}/role`, viewer, init)).status).toBe(
        403,
      )
    }
  })

  test('see of another user more than their name', async () => {
    const [anna, ben] = [await identity.addUser('VIEWER'), await identity.addUser('EDITOR')]
    const fields = '{ id username email isActive lastLoginAt }'
    const query = `query ($references: [_Any!]!, $id: ID!) {
      user(id: $id) ${fields} _entities(representations: $references) { ... on User ${fields} } }`
    const seenBy = (viewer: Viewer) =>
      identity.ask<{ user: unknown; _entities: unknown[] }>(
        query,
        {
          id: anna.id,
          references: [
            { __typename: 'User', id: anna.id },
            { __typename: 'User', id: 'nobody' },
          ],
        },
        viewer,
      )
    const hidden = { id: anna.id, username: anna.username, email: null, isActive: null, lastLoginAt: null }
    expect(await seenBy(ben.viewer)).toEqual({ user: hidden, _entities: [hidden, null] })
    const shown = { ...hidden, email: anna.email, isActive: true }
    expect((await seenBy(anna.viewer)).user).toEqual(shown)
    expect((await seenBy(testViewer('ADMIN'))).user).toEqual(shown)
  })

  test('see sessions of another user, not even as an admin', async () => {
    const anna = await identity.addUser('VIEWER')
    const id = sessionOf(await identity.logIn(anna))
    const query =
      'query ($references: [_Any!]!) { _entities(representations: $references) { ... on Session { id } } }'
    const seenBy = async (viewer: Viewer) =>
      (
        await identity.ask<{ _entities: unknown[] }>(
          query,
          { references: [{ __typename: 'Session', id }] },
          viewer,
        )
      )._entities
    expect(await seenBy(testViewer('ADMIN'))).toEqual([null])
    expect(await seenBy(anna.viewer)).toEqual([{ id }])
  })

  test('have a list without end made of: of many sessions the last used are told', async () => {
    const user = await identity.addUser('VIEWER')
    await identity.system.query(
      `INSERT INTO identity.sessions (id, user_id, user_agent, last_used_at, expires_at)
       SELECT gen_random_uuid(), $1, 'script ' || at, now() - make_interval(mins => at), now() + interval '1 day'
       FROM generate_series(1, 150) AS at`,
      [user.id],
    )
    const { items } = await (await identity.service.request('/api/v1/sessions', user.viewer)).json()
    expect([items.length, items[0].userAgent, items[99].userAgent]).toEqual([100, 'script 1', 'script 100'])
  })

  test('read anything without signing in', async () => {
    for (const query of [
      '{ me { id } }',
      '{ sessions { id } }',
      '{ notifications { nodes { id } } }',
      '{ unreadNotificationCount }',
    ]) {
      const { errors } = await identity.service.graphql(query, {}, null)
      expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
    }
  })
})

describe('the REST routes', () => {
  const send = async (method: string, path: string, body: unknown, viewer: Viewer) => {
    const init = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    return identity.service.request(`/api/v1${path}`, viewer, init)
  }

  test('do the same as the graph', async () => {
    const signIn = await identity.logIn(adminLogin)
    const admin = testViewer('ADMIN')
    const me = await identity.service.request('/api/v1/users/me', viewerOfSignIn(signIn))
    const account = await me.json()
    expect(account).toMatchObject({ email: adminLogin.email, username: 'admin' })
    expect(account).not.toHaveProperty('passwordHash')

    const added = await send(
      'POST',
      '/users',
      {
        email: 'rest@example.com',
        username: 'rest',
        name: 'Rest',
        role: 'VIEWER',
        password: 'seven green bicycles',
      },
      admin,
    )
    expect(added.status).toBe(201)
    const user = await added.json()
    const own = viewerOf(user.id, 'VIEWER')
    expect(await (await send('PUT', '/users/me', { bio: 'Hello.' }, own)).json()).toMatchObject({
      bio: 'Hello.',
    })
    const passwords = { currentPassword: 'seven green bicycles', newPassword: 'eight yellow bicycles' }
    expect((await send('PUT', '/users/me/password', passwords, own)).status).toBe(204)
    expect((await send('PUT', `/users/${user.id}/role`, { role: 'EDITOR' }, admin)).status).toBe(200)
    expect((await send('PUT', `/users/${user.id}/status`, { isActive: false }, admin)).status).toBe(200)
    const listed = await (await identity.service.request('/api/v1/users?active=false&first=1', admin)).json()
    expect(listed.items).toMatchObject([{ id: user.id, role: 'EDITOR', isActive: false }])

    const sessions = await (await identity.service.request('/api/v1/sessions', viewerOfSignIn(signIn))).json()
    expect(sessions.items).toMatchObject([{ id: sessionOf(signIn), isCurrent: true }])
    const { viewer: stranger } = await identity.addUser('ADMIN')
    expect((await send('DELETE', `/sessions/${sessionOf(signIn)}`, undefined, stranger)).status).toBe(404)
    expect(
      (await send('DELETE', `/sessions/${sessionOf(signIn)}`, undefined, viewerOfSignIn(signIn))).status,
    ).toBe(204)
  })
})
