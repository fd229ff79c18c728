import { randomUUID } from 'node:crypto'
import { type Viewer, viewerOf } from '@orion/common'
import { eventually, testViewer } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  adminLogin,
  type IdentitySystem,
  sessionOf,
  startIdentity,
  viewerOfSignIn,
} from './identity-system.ts'

let identity: IdentitySystem

beforeAll(async () => {
  identity = await startIdentity()
})
afterAll(() => identity?.system.stop())

interface Entry {
  action: string
  actorId: string | null
  subjectId: string | null
  ipAddress: string | null
  userAgent: string | null
  details: Record<string, unknown>
}

const admin = testViewer('ADMIN')
const from = { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'curl/8.1' }

async function auditLog(filter: object, viewer: Viewer = admin): Promise<Entry[]> {
  const { auditLog } = await identity.ask<{ auditLog: { nodes: Entry[] } }>(
    `query ($filter: AuditFilter) { auditLog(first: 100, filter: $filter) {
      nodes { action actorId subjectId ipAddress userAgent details } } }`,
    { filter },
    viewer,
  )
  return auditLog.nodes
}

const actionsOf = (entries: Entry[]) => entries.map(entry => entry.action)

describe('the audit log', () => {
  test('begins with the first admin', async () => {
    expect(await auditLog({ actions: ['FIRST_ADMIN_CREATED'] })).toMatchObject([
      { actorId: null, details: { role: 'ADMIN' } },
    ])
  })

  test('tells who signed in and out, and from where', async () => {
    const user = await identity.addUser('EDITOR')
    const signIn = await identity.logIn(user, from)
    await identity.post('/api/v1/auth/logout', { refreshToken: signIn.refreshToken }, from)
    const origin = { actorId: user.id, ipAddress: '203.0.113.7', userAgent: 'curl/8.1' }
    expect(await auditLog({ actorId: user.id })).toMatchObject([
      { ...origin, action: 'SIGNED_OUT', subjectId: sessionOf(signIn) },
      {
        ...origin,
        action: 'SIGN_IN_SUCCEEDED',
        subjectId: user.id,
        details: { means: 'password', sessionId: sessionOf(signIn) },
      },
    ])
  })

  test('tells of refused sign-ins whom they were about, but not what was typed', async () => {
    const user = await identity.addUser('VIEWER')
    const since = new Date()
    await identity.post('/api/v1/auth/login', { identifier: user.email, password: 'wrong' }, from)
    await identity.post('/api/v1/auth/login', { identifier: 'my secret', password: 'wrong' }, from)
    const entries = await auditLog({ actions: ['SIGN_IN_FAILED'], from: since })
    expect(entries.map(({ subjectId, details }) => ({ subjectId, details }))).toEqual([
      { subjectId: null, details: { reason: 'unknown account' } },
      { subjectId: user.id, details: { reason: 'wrong password' } },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/my secret|wrong"/)
  })

  test('tells once of sign-ins that have to wait, however many are tried', async () => {
    const user = await identity.addUser('VIEWER')
    const since = new Date()
    for (let guess = 0; guess < 12; guess += 1)
      await identity.post('/api/v1/auth/login', { identifier: user.email, password: 'wrong' }, from)
    const entries = await auditLog({ actions: ['SIGN_INS_THROTTLED'], from: since })
    expect(entries).toMatchObject([
      { subjectId: user.id, ipAddress: '203.0.113.7', details: { retryAfterSeconds: expect.any(Number) } },
    ])
  })

  test('tells what admins do to users', async () => {
    const user = await identity.addUser('VIEWER')
    for (const [mutation, input] of [
      ['setUserRole', { id: user.id, role: 'EDITOR' }],
      ['setUserActive', { id: user.id, isActive: false }],
      ['setUserActive', { id: user.id, isActive: true }],
    ] as const) {
      const type = `S${mutation.slice(1)}Input`
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { message } } }`
      await identity.service.request('/graphql', admin, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...from },
        body: JSON.stringify({ query, variables: { input } }),
      })
    }
    const entries = await auditLog({ subjectId: user.id })
    expect(actionsOf(entries)).toEqual([
      'USER_ACTIVATED',
      'USER_DEACTIVATED',
      'USER_ROLE_CHANGED',
      'USER_CREATED',
    ])
    expect(entries[2]).toMatchObject({
      actorId: admin.userId,
      ipAddress: '203.0.113.7',
      details: { from: 'VIEWER', to: 'EDITOR' },
    })
  })

  test('tells of changed passwords, ended sessions and stolen refresh tokens', async () => {
    const user = await identity.addUser('VIEWER')
    const [here, there] = [await identity.logIn(user), await identity.logIn(user)]
    const me = viewerOfSignIn(here)
    const revoke = 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { userErrors { code } } }'
    await identity.ask(revoke, { id: sessionOf(there) }, me)
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }`
    const input = { currentPassword: user.password, newPassword: 'eine andere lange zeile' }
    await identity.ask(change, { input }, me)
    await identity.refresh(here.refreshToken)
    await identity.ageRotations(11)
    await identity.refresh(here.refreshToken)
    const actions = ['SESSION_REVOKED', 'PASSWORD_CHANGED', 'REFRESH_TOKEN_REUSED']
    const own = await auditLog({ subjectId: user.id, actions })
    expect(actionsOf(own)).toEqual(['REFRESH_TOKEN_REUSED', 'PASSWORD_CHANGED'])
    expect(actionsOf(await auditLog({ actorId: user.id, actions }))).toEqual([
      'PASSWORD_CHANGED',
      'SESSION_REVOKED',
    ])
  })

  test('tells of wrong passwords and codes of somebody who is signed in, once of what has to wait, and from where', async () => {
    const user = await identity.addUser('EDITOR')
    const signedIn = viewerOfSignIn(await identity.logIn(user))
    const send = (method: string, path: string, body: object) =>
      identity.service.request(`/api/v1/users/me/${path}`, signedIn, {
        method,
        headers: from,
        body: JSON.stringify(body),
      })
    const { secret } = await (await send('POST', 'second-factor', { password: user.password })).json()
    expect(secret).toEqual(expect.any(String))
    await send('POST', 'second-factor/confirm', { code: 'abcdef' })
    const wrong = { currentPassword: 'a wrong one', newPassword: 'a lantern behind the mill' }
    const statuses: number[] = []
    for (let guess = 0; guess < 8; guess += 1) statuses.push((await send('PUT', 'password', wrong)).status)
    const refused = statuses.filter(status => status === 400).length
    const entries = await auditLog({ actions: ['CONFIRMATION_FAILED'], actorId: user.id })
    const count = (reason: string) => entries.filter(({ details }) => details.reason === reason).length
    expect([count('too many attempts'), count('wrong password'), count('wrong code')]).toEqual([
      1,
      refused,
      1,
    ])
    expect(new Set(entries.map(({ subjectId }) => subjectId))).toEqual(new Set([user.id]))
    expect(new Set(entries.map(({ ipAddress }) => ipAddress))).toEqual(new Set(['203.0.113.7']))
  })

  test('tells from where a new password was asked for, though a job looks up for whom', async () => {
    const user = await identity.addUser('VIEWER')
    await identity.post('/api/v1/auth/forgot-password', { email: user.email }, from)
    await identity.mailTo(user.email, 'reset-password')
    expect(await auditLog({ actions: ['PASSWORD_RESET_REQUESTED'], subjectId: user.id })).toMatchObject([
      { actorId: null, ipAddress: '203.0.113.7', userAgent: 'curl/8.1' },
    ])
  })

  test('tells under which name somebody went before, and what they want to be told of no more', async () => {
    const user = await identity.addUser('EDITOR')
    const send = (path: string, body: object) => identity.send('PUT', path, body, user.viewer)
    await send('/users/me', { name: 'Orion Support', bio: 'Ask me.', timezone: 'UTC' })
    await send('/users/me', { name: 'Orion Support' })
    const preferences = [
      { type: 'GATE_OPENED', email: false },
      { type: 'TREND_DETECTED', email: false, live: true },
    ]
    await send('/notifications/preferences', { preferences })
    await send('/notifications/preferences', { preferences })
    const own = { actorId: user.id, subjectId: user.id }
    expect(await auditLog(own)).toMatchObject([
      { action: 'PREFERENCES_CHANGED', details: { changed: ['GATE_OPENED email off'] } },
      {
        action: 'PROFILE_CHANGED',
        details: { fields: ['name', 'bio'], from: 'Anna Berger', to: 'Orion Support' },
      },
    ])
  })

  test('has what other services record, once, with the time and origin of the act', async () => {
    const [actor, subject] = [await identity.addUser('EDITOR'), randomUUID()]
    const made = await identity.send(
      'POST',
      '/api-keys',
      { name: 'nightly', password: actor.password },
      actor.viewer,
    )
    const key: { id: string } = await made.json()
    const at = new Date(Date.now() - 5000).toISOString()
    const act = {
      action: 'GATE_DECIDED' as const,
      actorId: actor.id,
      subjectId: subject,
      details: { stage: 'VIDEO', decision: 'APPROVE' },
      ipAddress: '203.0.113.7',
      userAgent: 'curl/8.1',
      sessionId: null,
      apiKeyId: key.id,
      requestId: 'asked',
      at,
    }
    const event = await identity.system.send('director', 'identity', 'audit.recorded', act)
    await identity.system.send('director', 'identity', 'audit.recorded', act, event)
    const another = { ...event, id: randomUUID() }
    await identity.system.send('director', 'identity', 'audit.recorded', act, another)
    const query = `query ($id: ID!) { auditLog(filter: { subjectId: $id }) {
      nodes { action actorId ipAddress userAgent sessionId apiKey { id name } requestId at details } } }`
    const read = () =>
      identity
        .ask<{ auditLog: { nodes: unknown[] } }>(query, { id: subject }, admin)
        .then(({ auditLog }) => auditLog.nodes.length >= 2 && auditLog.nodes)
    const { subjectId: _, apiKeyId: id, ...others } = act
    const told = { ...others, apiKey: { id, name: 'nightly' } }
    expect(await eventually(read, 'the entries')).toEqual([told, told])
    await identity.system.query('DELETE FROM identity.api_keys WHERE id = $1', [id])
    const overRest = await identity.service.request(`/api/v1/audit?subjectId=${subject}`, admin)
    expect((await overRest.json()).items).toMatchObject([told, told])
  })

  test('tells in which session something was done', async () => {
    const user = await identity.addUser('EDITOR')
    const viewer = viewerOfSignIn(await identity.logIn(user))
    await identity.send('POST', '/api-keys', { name: 'nightly' }, viewer)
    const query = `query ($id: ID!) { auditLog(filter: { actorId: $id, actions: [API_KEY_CREATED] }) {
      nodes { sessionId apiKey { id } } } }`
    expect(await identity.ask<object>(query, { id: user.id }, admin)).toEqual({
      auditLog: { nodes: [{ sessionId: viewer.sessionId, apiKey: null }] },
    })
  })

  test('has no entry of what was not done', async () => {
    const [lastAdmin] = await identity.system.query<{ id: string }>(
      `SELECT id FROM identity.users WHERE role = 'ADMIN'`,
    )
    const demote = `mutation ($input: SetUserRoleInput!) { setUserRole(input: $input) { userErrors { code } } }`
    await identity.ask(demote, { input: { id: lastAdmin?.id, role: 'VIEWER' } }, admin)
    expect(await auditLog({ subjectId: lastAdmin?.id, actions: ['USER_ROLE_CHANGED'] })).toEqual([])
  })

  test('is filtered by time, and read page by page', async () => {
    const all = await auditLog({})
    const page = `query ($after: String, $until: DateTime) { auditLog(first: 3, after: $after, filter: { until: $until }) {
      nodes { id at actor { username } } pageInfo { hasNextPage endCursor } } }`
    interface Page {
      auditLog: { nodes: { id: string; at: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    }
    const read: string[] = []
    const until = new Date(Date.now() + 1000)
    for (let after: string | null = null, more = true; more; ) {
      const answer: Page = await identity.ask<Page>(page, { after, until }, admin)
      read.push(...answer.auditLog.nodes.map(({ id }) => id))
      after = answer.auditLog.pageInfo.endCursor
      more = answer.auditLog.pageInfo.hasNextPage
    }
    expect(new Set(read).size).toBe(all.length)
    expect(await auditLog({ until: new Date(0) })).toEqual([])
    expect(await auditLog({ actorId: 'nobody' })).toEqual([])
  })

  test('is for admins alone, by GraphQL and by REST', async () => {
    const editor = viewerOf(randomUUID(), 'EDITOR')
    await expect(auditLog({}, editor)).rejects.toThrow('audit:read')
    expect((await identity.service.request('/api/v1/audit', editor)).status).toBe(403)
    expect((await identity.service.request('/api/v1/audit', null)).status).toBe(401)
    const response = await identity.service.request('/api/v1/audit?action=FIRST_ADMIN_CREATED&first=1', admin)
    expect(await response.json()).toMatchObject({
      items: [{ action: 'FIRST_ADMIN_CREATED' }],
      pageInfo: { hasNextPage: false },
    })
    expect((await identity.service.request('/api/v1/audit?from=yesterday', admin)).status).toBe(400)
    // An empty list would say that it was never done.
    const misspelt = await identity.service.request('/api/v1/audit?action=SIGN_IN_FAILED,SIGNED_IN', admin)
    expect([misspelt.status, await misspelt.text()]).toEqual([
      400,
      expect.stringContaining('SIGN_IN_SUCCEEDED'),
    ])
  })

  test('never holds a password', async () => {
    const rows = await identity.system.query('SELECT * FROM identity.audit_entries')
    for (const secret of [adminLogin.password, 'tannenzapfen am regal', 'eine andere lange zeile'])
      expect(JSON.stringify(rows)).not.toContain(secret)
  })
})
