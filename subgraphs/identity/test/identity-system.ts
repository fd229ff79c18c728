import { randomUUID } from 'node:crypto'
import { type Role, type Viewer, viewerOf } from '@orion/common'
import {
  createTestSystem,
  eventually,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { decodeJwt } from 'jose'
import type { MailTemplateName } from '../src/mail/templates.ts'
import identity from '../src/main.ts'

/** What a client gets when it signs in or refreshes. */
export interface SignInBody {
  accessToken: string
  refreshToken: string
  expiresIn: number
  tokenType: string
  user: { id: string; name: string; username: string; email: string; role: Role }
}

/** A user of a test, and how to sign in. */
export interface TestUser {
  id: string
  email: string
  username: string
  password: string
  viewer: Viewer
}

/** Identity at work, and what tests do with it again and again. */
export interface IdentitySystem {
  system: TestSystem
  /** What it was started with, besides what every service is. */
  environment: NodeJS.ProcessEnv
  service: TestService
  addUser(role: Role, changes?: Partial<TestUser>): Promise<TestUser>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  logIn(user: { email: string; password: string }, headers?: Record<string, string>): Promise<SignInBody>
  refresh(refreshToken: string): Promise<SignInBody | null>
  /** Runs an operation and answers its data; fails when there are errors. */
  ask<Data>(query: string, variables: Record<string, unknown>, viewer: Viewer): Promise<Data>
  /** Calls a REST route under /api/v1 with a JSON body. */
  send(method: string, path: string, body: unknown, viewer: Viewer | null): Promise<Response>
  /** The last mail of a template to an address, once it is kept. */
  mailTo(address: string, template: MailTemplateName): Promise<{ text: string; token: string }>
  /** Makes time pass for a refresh token that was used. */
  ageRotations(seconds: number): Promise<void>
}

export const adminLogin = { email: 'admin@orion.localhost', password: 'violet kettle on the moon' }
/** Of users of tests who were given no other. */
export const userPassword = 'tannenzapfen am regal'
export const encryptionKey = 'a key for tests of more than 32 characters'

export async function startIdentity(environment: NodeJS.ProcessEnv = {}): Promise<IdentitySystem> {
  const system = await createTestSystem()
  const given = {
    ORION_ENCRYPTION_KEY: encryptionKey,
    ORION_ADMIN_PASSWORD: adminLogin.password,
    ...environment,
  }
  const service = await system.start(identity, given)
  const post: IdentitySystem['post'] = (path, body, headers = {}) =>
    service.request(path, null, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const ask: IdentitySystem['ask'] = async (query, variables, viewer) => {
    const { data, errors } = await service.graphql<never>(query, variables, viewer)
    if (errors) throw new Error(errors.map(error => error.message).join('\n'))
    return data
  }
  return {
    system,
    environment: given,
    service,
    post,
    ask,
    send: (method, path, body, viewer) =>
      service.request(`/api/v1${path}`, viewer, { method, body: JSON.stringify(body) }),
    async mailTo(address, template) {
      const id = await eventually(async () => {
        const [mail] = await system.query<{ id: string; state: string }>(
          `SELECT id, state::text FROM identity.mails WHERE recipient = $1 AND template = $2
           ORDER BY created_at DESC LIMIT 1`,
          [address, template],
        )
        return mail?.state === 'KEPT' && mail.id
      }, `the mail ${template} to ${address}`)
      const { text } = await (await service.request(`/api/v1/mails/${id}`, testViewer('ADMIN'))).json()
      return { text, token: /#token=(\S+)/.exec(text)?.[1] ?? '' }
    },
    async addUser(role, changes = {}) {
      const username = `user_${randomUUID().slice(0, 8)}`
      const user = {
        email: `${username}@example.com`,
        username,
        password: userPassword,
        ...changes,
      }
      const { createUser } = await ask<{ createUser: { user: { id: string } | null } }>(
        'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { message } } }',
        {
          input: {
            name: 'Anna Berger',
            role: role === 'ADMIN' ? 'EDITOR' : role,
            email: user.email,
            username: user.username,
            password: user.password,
          },
        },
        testViewer('ADMIN'),
      )
      if (!createUser.user) throw new Error('the user was not added')
      const { id } = createUser.user
      // Who makes an admin shows that it is them, which takes a hash; see users.test.ts.
      if (role === 'ADMIN') await system.query(`UPDATE identity.users SET role = 'ADMIN' WHERE id = $1`, [id])
      return { ...user, id, viewer: viewerOf(id, role) }
    },
    async logIn({ email, password }, headers) {
      const response = await post('/api/v1/auth/login', { identifier: email, password }, headers)
      if (response.status !== 200) throw new Error(`login: ${response.status} ${await response.text()}`)
      return response.json()
    },
    async refresh(refreshToken) {
      const response = await post('/api/v1/auth/refresh', { refreshToken })
      if (response.status === 401) return null
      if (response.status !== 200) throw new Error(`refresh: ${response.status} ${await response.text()}`)
      return response.json()
    },
    async ageRotations(seconds) {
      await system.query(
        `UPDATE identity.refresh_tokens SET rotated_at = rotated_at - $1 * interval '1 second'`,
        [seconds],
      )
    },
  }
}

/** The session an access token belongs to. */
export function sessionOf({ accessToken }: SignInBody): string {
  return String(decodeJwt(accessToken).sid)
}

/** Who signed in, as the gateway tells the services. */
export function viewerOfSignIn(signIn: SignInBody): Viewer {
  return viewerOf(signIn.user.id, signIn.user.role, sessionOf(signIn))
}
