import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInternalTokenSigner } from '@orion/common/access/internal-token'
import { eventually, testViewer } from '@orion/common/testing/test-system'
import { simpleParser } from 'mailparser'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import service from '../src/main.ts'
import { encryptionKey, type IdentitySystem, startIdentity, type TestUser } from './identity-system.ts'
import { type MailServer, startMailServer } from './mail-server.ts'

const admin = testViewer('ADMIN')

/** Something that is told by mail. */
async function changePassword({ service }: IdentitySystem, user: TestUser): Promise<void> {
  const response = await service.request('/api/v1/users/me/password', user.viewer, {
    method: 'PUT',
    body: JSON.stringify({ currentPassword: user.password, newPassword: 'eleven purple lighthouses' }),
  })
  expect(response.status).toBe(204)
}

const mailsTo = (identity: IdentitySystem, { email }: TestUser) =>
  identity.system.query<{ id: string; state: string; sealed_data: string | null; error: string | null }>(
    'SELECT id, state::text, sealed_data, error FROM identity.mails WHERE recipient = $1',
    [email],
  )

const stateBecomes = (identity: IdentitySystem, user: TestUser, state: string) =>
  eventually(
    async () => (await mailsTo(identity, user)).find(mail => mail.state === state),
    `the mail being ${state}`,
  )

describe('without a mail server', () => {
  let identity: IdentitySystem
  let user: TestUser
  let mailId: string

  beforeAll(async () => {
    identity = await startIdentity()
    user = await identity.addUser('VIEWER')
    await changePassword(identity, user)
    mailId = (await stateBecomes(identity, user, 'KEPT')).id
  })
  afterAll(() => identity?.system.stop())

  test('mails are kept as files that only their owner can read', async () => {
    const file = join(identity.system.folder, 'mails', `${mailId}.eml`)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const mail = await simpleParser(await readFile(file))
    expect(mail.subject).toBe('Your password was changed')
    expect(mail.to).toMatchObject({ value: [{ address: user.email }] })
    expect(mail.from?.text).toBe('"Orion" <noreply@orion.localhost>')
    expect(mail.text).toContain('http://127.0.0.1:3001/forgot-password')
    expect(mail.html).toContain('href="http://127.0.0.1:3001/forgot-password"')
    expect(await readdir(join(identity.system.folder, 'mails'))).toHaveLength(1)
  })

  test('an admin reads them in the graph and over REST', async () => {
    const query = `query ($id: ID!) {
      mails(first: 1) { nodes { id recipient template state sentAt } pageInfo { hasNextPage } }
      mail(id: $id) { subject text html }
    }`
    const data = await identity.ask<Record<string, unknown>>(query, { id: mailId }, admin)
    expect(data).toEqual({
      mails: {
        nodes: [
          {
            id: mailId,
            recipient: user.email,
            template: 'password-changed',
            state: 'KEPT',
            sentAt: expect.any(String),
          },
        ],
        pageInfo: { hasNextPage: false },
      },
      mail: {
        subject: 'Your password was changed',
        text: expect.stringContaining('Hello Anna Berger,'),
        html: expect.stringContaining('<p'),
      },
    })
    const list = await (await identity.service.request('/api/v1/mails', admin)).json()
    expect(list.items).toMatchObject([{ id: mailId, state: 'KEPT' }])
    const one = await (await identity.service.request(`/api/v1/mails/${mailId}`, admin)).json()
    expect(one).toMatchObject({ id: mailId, subject: 'Your password was changed' })
    expect(JSON.stringify([list, one])).not.toContain('sealed')
    // Its links let in as whom it is for: each reading of its text is recorded, once for text and HTML.
    const details = { template: 'password-changed', recipient: user.email }
    const readings = await identity.system.query(
      `SELECT actor_id, subject_id, details FROM identity.audit_entries WHERE action = 'MAIL_READ'`,
    )
    expect(readings).toEqual(Array(2).fill({ actor_id: admin.userId, subject_id: mailId, details }))
  })

  test('nobody else does, not even whom they are for', async () => {
    for (const path of ['/api/v1/mails', `/api/v1/mails/${mailId}`])
      expect((await identity.service.request(path, user.viewer)).status).toBe(403)
    const queries = ['{ mails { nodes { id } } }', `{ mail(id: "${mailId}") { text } }`]
    const entity = `{ _entities(representations: [{ __typename: "Mail", id: "${mailId}" }]) { ... on Mail { text } } }`
    for (const query of [...queries, entity]) {
      const { data, errors } = await identity.service.graphql(query, {}, testViewer('EDITOR'))
      expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
      expect(JSON.stringify(data ?? null)).not.toContain('Hello')
    }
  })
})

describe('with a mail server', () => {
  let identity: IdentitySystem
  let server: MailServer

  beforeAll(async () => {
    server = await startMailServer({
      reply: (address, attempt) => {
        if (address.startsWith('refused')) return 550
        return address.startsWith('busy') && attempt === 1 ? 451 : 0
      },
    })
    identity = await startIdentity({
      ...server.settings,
      ORION_DASHBOARD_URL: 'https://orion.example/dashboard/',
    })
  })
  afterAll(async () => {
    await identity?.system.stop()
    await server?.close()
  })

  test('mails go there over TLS with a sign-in, and what they say is forgotten', async () => {
    const user = await identity.addUser('VIEWER')
    await changePassword(identity, user)
    const mail = await server.mailTo(user.email)
    expect(mail.subject).toBe('Your password was changed')
    expect(mail.text).toContain('https://orion.example/dashboard/forgot-password')
    const { id, sealed_data } = await stateBecomes(identity, user, 'SENT')
    expect(mail.messageId).toBe(`<${id}@orion.example>`)
    expect(sealed_data).toBeNull()
    const one = await (await identity.service.request(`/api/v1/mails/${id}`, admin)).json()
    expect(one).toMatchObject({ state: 'SENT', text: null })
  })

  test('a mail that is put off is tried again', async () => {
    const user = await identity.addUser('VIEWER', { email: 'busy@example.com' })
    await changePassword(identity, user)
    await server.mailTo(user.email)
    await stateBecomes(identity, user, 'SENT')
    expect(server.triesFor(user.email)).toBe(2)
  })

  test('a mail that is refused for good is not, and says why', async () => {
    const user = await identity.addUser('VIEWER', { email: 'refused@example.com' })
    await changePassword(identity, user)
    expect((await stateBecomes(identity, user, 'FAILED')).error).toContain('550 the answer is 550')
    expect(server.triesFor(user.email)).toBe(1)
  })
})

test('a mail server that offers no encryption gets no mail and no password', async () => {
  const server = await startMailServer({ withoutTls: true })
  const identity = await startIdentity(server.settings)
  try {
    const user = await identity.addUser('VIEWER')
    await changePassword(identity, user)
    await eventually(async () => {
      const metrics = await (await fetch(`${identity.service.url}/metrics`)).text()
      return /name="send-mail",outcome="failed"/.test(metrics)
    }, 'a failed try')
    expect(server.received).toEqual([])
    expect(await mailsTo(identity, user)).toMatchObject([{ state: 'WAITING' }])
  } finally {
    await identity.system.stop()
    await server.close()
  }
})

describe('a process that is killed before it sends', () => {
  let identity: IdentitySystem
  let child: ChildProcess | undefined
  let server: MailServer | undefined
  let brake: pg.Client
  afterAll(async () => {
    child?.kill('SIGKILL')
    await brake?.end()
    await identity?.system.stop()
    await server?.close()
  })

  test('leaves a mail that is sent once it is back', async () => {
    identity = await startIdentity()
    const user = await identity.addUser('VIEWER')
    await identity.service.stop()
    const { environment } = identity.system

    // Whoever holds this lock is the relay: what is committed goes nowhere until the test lets go of it.
    brake = new pg.Client({ connectionString: environment.DATABASE_URL })
    await brake.connect()
    await brake.query(`SELECT pg_advisory_lock(hashtext('orion.relay.identity'))`)
    child = spawn('node', ['--import', 'tsx', 'scripts/run-service.ts', 'identity'], {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
      env: {
        PATH: process.env.PATH,
        ...environment,
        ORION_ENCRYPTION_KEY: encryptionKey,
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let log = ''
    child.stdout?.on('data', chunk => {
      log += chunk
    })
    const port = await eventually(() => /"port":(\d+),"message":"ready"/.exec(log)?.[1], 'identity')
    const sign = await createInternalTokenSigner(String(environment.ORION_GATEWAY_PRIVATE_KEY))
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/users/me/password`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await sign('identity', user.viewer)}` },
      body: JSON.stringify({ currentPassword: user.password, newPassword: 'eleven purple lighthouses' }),
    })
    expect(answer.status).toBe(204)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await brake.query(`SELECT pg_advisory_unlock(hashtext('orion.relay.identity'))`)
    expect(await mailsTo(identity, user)).toMatchObject([{ state: 'WAITING' }])

    server = await startMailServer()
    await identity.system.start(service, { ...server.settings, ORION_ENCRYPTION_KEY: encryptionKey })
    expect((await server.mailTo(user.email)).subject).toBe('Your password was changed')
    await stateBecomes(identity, user, 'SENT')
  })
})
