import { type Viewer, viewerOf } from '@orion/common'
import { testViewer } from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentitySystem, startIdentity } from './identity-system.ts'

let identity: IdentitySystem
let admin: Viewer

beforeAll(async () => {
  identity = await startIdentity()
  admin = (await identity.addUser('ADMIN')).viewer
})
afterAll(() => identity?.system.stop())

const password = 'seven green bicycles'
let invited = 0
const somebody = () => {
  invited += 1
  return { email: `guest${invited}@example.com`, name: 'Gustav Guest', role: 'EDITOR' }
}

interface Payload {
  invitation: { id: string; state: string } | null
  userErrors: { code: string; field: string[] | null }[]
}
async function mutate(name: string, type: string, input: object, viewer = admin): Promise<Payload> {
  const data = await identity.ask<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) {
      invitation { id email name role state invitedBy { id } user { username } } userErrors { field code } } }`,
    { input },
    viewer,
  )
  const payload = data[name]
  if (!payload) throw new Error(`${name} answered nothing`)
  return payload
}
const invite = (input: object, viewer = admin) => mutate('inviteUser', 'InviteUserInput', input, viewer)
const accept = (token: string, changes: object = {}) =>
  identity.post('/api/v1/auth/accept-invitation', {
    token,
    username: `guest_${invited}`,
    password,
    ...changes,
  })

describe('an invitation', () => {
  test('is a link with which somebody makes their own account, once', async () => {
    const guest = somebody()
    const { invitation, userErrors } = await invite({ ...guest, email: guest.email.toUpperCase() })
    expect(userErrors).toEqual([])
    expect(invitation).toMatchObject({
      ...guest,
      state: 'PENDING',
      invitedBy: { id: admin.userId },
      user: null,
    })
    const { text, token } = await identity.mailTo(guest.email, 'invitation')
    expect(text).toContain('Anna Berger invites you to Orion as editor')

    const login = { identifier: guest.email, password }
    expect((await identity.post('/api/v1/auth/login', login)).status).toBe(401)
    const shown = await identity.post('/api/v1/auth/invitation', { token })
    expect(await shown.json()).toMatchObject({ ...guest, expiresAt: expect.any(String) })
    expect((await accept(token, { password: 'short' })).status).toBe(400)

    const outcomes = await Promise.all([accept(token), accept(token)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 400])
    const signIn = await outcomes.find(({ status }) => status === 201)?.json()
    expect(signIn).toMatchObject({
      accessToken: expect.any(String),
      user: { email: guest.email, username: `guest_${invited}`, role: 'EDITOR' },
    })
    expect((await identity.post('/api/v1/auth/login', login)).status).toBe(200)
    const own = await identity.service.request('/api/v1/users/me', viewerOf(signIn.user.id, 'EDITOR'))
    expect((await own.json()).emailVerifiedAt).toEqual(expect.any(String))
    const listed = await identity.service.request('/api/v1/users/invitations', admin)
    expect((await listed.json()).items[0]).toMatchObject({ state: 'ACCEPTED', userId: signIn.user.id })
  })

  test('is sent again with a new link, also when the old one is too old', async () => {
    const guest = somebody()
    const id = (await invite(guest)).invitation?.id ?? ''
    const old = await identity.mailTo(guest.email, 'invitation')
    await identity.system.query('UPDATE identity.invitations SET expires_at = now() WHERE id = $1', [id])
    expect((await accept(old.token)).status).toBe(400)
    const list = '{ invitations(first: 1, openOnly: true) { nodes { id state } } }'
    expect(await identity.ask<object>(list, {}, admin)).toEqual({
      invitations: { nodes: [{ id, state: 'EXPIRED' }] },
    })
    const resent = await identity.send('POST', `/users/invitations/${id}/resend`, {}, admin)
    expect(await resent.json()).toMatchObject({ id, state: 'PENDING' })
    const fresh = await identity.mailTo(guest.email, 'invitation')
    expect(fresh.token).not.toBe(old.token)
    expect((await accept(old.token)).status).toBe(400)
    expect((await accept(fresh.token)).status).toBe(201)
    const again = await mutate('resendInvitation', 'InvitationInput', { id })
    expect(again.userErrors[0]?.code).toBe('CONFLICT')
  })

  test('is taken back', async () => {
    const guest = somebody()
    const id = (await invite(guest)).invitation?.id ?? ''
    const { token } = await identity.mailTo(guest.email, 'invitation')
    const { invitation } = await mutate('revokeInvitation', 'InvitationInput', { id })
    expect(invitation?.state).toBe('REVOKED')
    expect((await accept(token)).status).toBe(400)
    const again = await identity.send('DELETE', `/users/invitations/${id}`, undefined, admin)
    expect(again.status).toBe(409)
    expect((await invite(guest)).userErrors).toEqual([])
  })

  test.each([
    ['kept out', 'status', { isActive: false }],
    ['no admin any more', 'role', { role: 'EDITOR' }],
  ])(
    'is withdrawn when who made it is %s: it may be to an address of their own',
    async (_which, what, change) => {
      const guest = { ...somebody(), role: 'ADMIN' }
      const leaving = await identity.addUser('ADMIN')
      await invite({ ...guest, ownPassword: leaving.password }, leaving.viewer)
      const { token } = await identity.mailTo(guest.email, 'invitation')
      expect((await identity.send('PUT', `/users/${leaving.id}/${what}`, change, admin)).status).toBe(200)
      expect((await accept(token)).status).toBe(400)
      const listed = await identity.service.request('/api/v1/users/invitations?first=1', admin)
      expect((await listed.json()).items[0]).toMatchObject({ email: guest.email, state: 'REVOKED' })
      expect((await invite({ ...guest, role: 'EDITOR' })).userErrors).toEqual([])
    },
  )

  test.each([
    ['/users/invite', somebody()],
    ['/users', { ...somebody(), username: 'too_late', password }],
  ])(
    'is not made, nor an account, by who is no admin any more when it comes to it: %s',
    async (path, wish) => {
      const leaving = await identity.addUser('ADMIN')
      // Who was let in as an admin waits here for the one who takes that away.
      const demoted = identity.system.query(`DO $$ BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('orion.identity.administration'));
      LOOP
        PERFORM pg_stat_clear_snapshot();
        EXIT WHEN EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock');
        PERFORM pg_sleep(0.01);
      END LOOP;
      UPDATE identity.users SET role = 'EDITOR' WHERE id = '${leaving.id}';
    END $$`)
      expect((await identity.send('POST', path, wish, leaving.viewer)).status).toBe(403)
      await demoted
      expect((await identity.send('POST', path, wish, admin)).status).toBe(201)
    },
  )

  test('is made once an address, also when two admins are at it', async () => {
    const guest = somebody()
    const both = await Promise.all([invite(guest), invite(guest)])
    expect(both.filter(({ invitation }) => invitation)).toHaveLength(1)
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([
      { code: 'CONFLICT', field: ['input', 'email'] },
    ])
    const member = await identity.addUser('VIEWER')
    expect((await invite({ ...guest, email: member.email })).userErrors[0]?.code).toBe('CONFLICT')
  })

  test('tells what does not fit', async () => {
    const guest = somebody()
    for (const wrong of [{ ...guest, role: 'OWNER' }, { ...guest, email: 'x' }, { email: guest.email }])
      expect((await identity.send('POST', '/users/invite', wrong, admin)).status).toBe(400)
    expect((await identity.send('POST', '/users/invite', guest, admin)).status).toBe(201)
    const missing = await mutate('revokeInvitation', 'InvitationInput', { id: crypto.randomUUID() })
    expect(missing.userErrors[0]?.code).toBe('NOT_FOUND')
    const { token } = await identity.mailTo(guest.email, 'invitation')
    const { username } = await identity.addUser('VIEWER')
    expect((await accept(token, { username })).status).toBe(409)
    expect((await accept(token)).status).toBe(201)
  })

  test('is an admin’s to make and see', async () => {
    const editor = testViewer('EDITOR')
    expect((await identity.send('POST', '/users/invite', somebody(), editor)).status).toBe(403)
    expect((await identity.service.request('/api/v1/users/invitations', editor)).status).toBe(403)
    const { errors } = await identity.service.graphql('{ invitations { nodes { email } } }', {}, editor)
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  })
})
