import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { programName } from '../src/mail/program-name.ts'
import type { SecurityTemplateName } from '../src/mail/security-templates.ts'
import { type IdentitySystem, startIdentity, type TestUser, viewerOfSignIn } from './identity-system.ts'

let identity: IdentitySystem
let user: TestUser

beforeAll(async () => {
  identity = await startIdentity()
  const added = await identity.addUser('EDITOR')
  user = { ...added, viewer: viewerOfSignIn(await identity.logIn(added)) }
})
afterAll(() => identity?.system.stop())

const from = {
  'x-forwarded-for': '203.0.113.7',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
}

/** Does something over REST, from the address and by the program that mails shall tell. */
async function act(method: string, path: string, body: object): Promise<Record<string, string>> {
  const response = await identity.service.request(`/api/v1${path}`, user.viewer, {
    method,
    headers: from,
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const text = await response.text()
  return text ? JSON.parse(text) : {}
}

/** The mail of a template to the user, which must tell all that such mails tell. */
async function expectMail(template: SecurityTemplateName, says: string): Promise<void> {
  const { text } = await identity.mailTo(user.email, template)
  const flat = text.replace(/\s+/g, ' ')
  expect(flat).toContain(says)
  expect(flat).toMatch(
    /It was done on \d+ \w+ \d{4} at [\d:]+ UTC, from 203\.0\.113\.7, with Firefox on Linux\. If it was not you, reset your password at once/,
  )
  expect(text).toContain('/forgot-password')
}

describe('the owner of an account is told by mail, with when and from where,', () => {
  test('of a new API key', async () => {
    await act('POST', '/api-keys', {
      name: 'for scripts',
      scopes: ['content:write'],
      password: user.password,
    })
    await expectMail('api-key-created', 'in your name: read, content:write.')
  })

  test('of a webhook with a new address', async () => {
    await act('POST', '/webhooks', { url: 'https://hooks.example.com/orion', password: user.password })
    await expectMail('webhook-address', 'posted to hooks.example.com.')
  })

  test('of another e-mail address that is asked for, which must not go unseen at the old one', async () => {
    await act('PUT', '/users/me/email', { email: 'elsewhere@example.com', password: user.password })
    await expectMail('email-change-requested', 'its address to become elsewhere@example.com.')
  })

  test('of a device that is let in, without repeating what it calls itself', async () => {
    const device = await identity.post(
      '/api/v1/auth/device',
      {},
      { 'x-forwarded-for': '198.51.100.20', 'user-agent': 'Your account is locked, call 555-0100' },
    )
    const { userCode } = await device.json()
    await identity.ask(
      'mutation ($userCode: String!) { approveDeviceLogin(input: { userCode: $userCode }) { userErrors { code } } }',
      { userCode },
      user.viewer,
    )
    const { text } = await identity.mailTo(user.email, 'device-let-in')
    expect(text.replace(/\s+/g, ' ')).toContain('It asked from 198.51.100.20.')
    expect(text).not.toContain('locked')
  })

  test('of a second factor that is turned on, of new recovery codes, and when it is turned off', async () => {
    const { password } = user
    const { secret } = await act('POST', '/users/me/second-factor', { password })
    const code = () => new TOTP({ secret: Secret.fromBase32(String(secret)) }).generate()
    const withCode = async (path: string) => {
      await identity.system.query('UPDATE identity.users SET totp_last_step = 0 WHERE id = $1', [user.id])
      await act('POST', `/users/me/second-factor/${path}`, { password, code: code() })
    }
    await withCode('confirm')
    await expectMail('second-factor-on', 'A second factor was turned on')
    await withCode('recovery-codes')
    await expectMail('recovery-codes-renewed', 'the old ones work no longer')
    await withCode('disable')
    await expectMail('second-factor-off', 'was turned off')
  })

  test('of a refresh token that somebody used a second time', async () => {
    const { refreshToken } = await identity.logIn(user)
    await identity.refresh(refreshToken)
    await identity.ageRotations(11)
    expect((await identity.post('/api/v1/auth/refresh', { refreshToken }, from)).status).toBe(401)
    await expectMail('session-ended', 'Orion ended that session')
  })

  test('of a changed password', async () => {
    const newPassword = 'eleven purple lighthouses'
    await act('PUT', '/users/me/password', { currentPassword: user.password, newPassword })
    await expectMail('password-changed', 'The password of your Orion account was changed.')
    await expectMail('password-changed', 'These stay: a webhook to hooks.example.com.')
  })
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari on an iPhone'],
  ['orion-cli/1.0', 'the command line'],
  ['Please call 555-0100', null],
  [null, null],
])('what calls itself %s is told as %s', (userAgent, name) => {
  expect(programName(userAgent)).toBe(name)
})
