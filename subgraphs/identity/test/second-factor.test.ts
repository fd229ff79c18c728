import { createHash } from 'node:crypto'
import type { Viewer } from '@orion/common'
import { testViewer } from '@orion/common/testing/test-system'
import { Redis } from 'ioredis'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stepOfCode } from '../src/second-factor/totp.ts'
import { type IdentitySystem, type SignInBody, startIdentity, type TestUser } from './identity-system.ts'

let identity: IdentitySystem

beforeAll(async () => {
  identity = await startIdentity()
})
afterAll(() => identity?.system.stop())

/** What an authenticator app shows now. */
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
const wrongCode = (secret: string) => String((Number(codeOf(secret)) + 1) % 1_000_000).padStart(6, '0')

/** Lets the step of the last code pass, so that the same code is taken once more. */
const forgetStep = (user: TestUser) =>
  identity.system.query('UPDATE identity.users SET totp_last_step = 0 WHERE id = $1', [user.id])

async function enrol(user: TestUser): Promise<{ secret: string; recoveryCodes: string[] }> {
  const enrolled = await identity.send(
    'POST',
    '/users/me/second-factor',
    { password: user.password },
    user.viewer,
  )
  const { secret } = await enrolled.json()
  const confirmed = await identity.send(
    'POST',
    '/users/me/second-factor/confirm',
    { code: codeOf(secret) },
    user.viewer,
  )
  const { recoveryCodes } = await confirmed.json()
  await forgetStep(user)
  return { secret, recoveryCodes }
}

const firstStep = async (user: TestUser, headers = {}) => {
  const credentials = { identifier: user.email, password: user.password }
  return (await identity.post('/api/v1/auth/login', credentials, headers)).json()
}
const secondStep = (input: object, headers = {}) => identity.post('/api/v1/auth/login/mfa', input, headers)

describe('codes', () => {
  // RFC 6238, appendix B: the secret is the text 12345678901234567890.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  test('are those of RFC 6238, one step early or late included', () => {
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
    ] as const) {
      const step = Math.floor(seconds / 30)
      const at = (moved: number) => stepOfCode(secret, code, new Date((seconds + moved) * 1000))
      expect([at(0), at(30), at(-30)]).toEqual([step, step, step])
      expect([at(90), at(-90)]).toEqual([null, null])
    }
  })
})

describe('a second factor', () => {
  test('is set up with the password and a code of the app', async () => {
    const user = await identity.addUser('EDITOR')
    const enrolTotp = async (password: string) =>
      (
        await identity.ask<{ enrolTotp: { secret: string | null; uri: string; userErrors: object[] } }>(
          'mutation ($p: String!) { enrolTotp(input: { password: $p }) { secret uri userErrors { field code } } }',
          { p: password },
          user.viewer,
        )
      ).enrolTotp
    const confirm = async (code: string) =>
      (
        await identity.ask<{ confirmTotp: { recoveryCodes: string[] | null; userErrors: object[] } }>(
          'mutation ($c: String!) { confirmTotp(input: { code: $c }) { recoveryCodes userErrors { field code } } }',
          { c: code },
          user.viewer,
        )
      ).confirmTotp
    expect((await enrolTotp('a guess')).userErrors).toEqual([
      { field: ['input', 'password'], code: 'INVALID_INPUT' },
    ])
    const { secret, uri } = await enrolTotp(user.password)
    expect(uri).toContain(
      `otpauth://totp/Orion:${encodeURIComponent(user.email)}?issuer=Orion&secret=${secret}`,
    )
    expect(await firstStep(user)).toHaveProperty('accessToken')

    expect((await confirm(wrongCode(secret ?? ''))).userErrors).toEqual([
      { field: ['input', 'code'], code: 'INVALID_CODE' },
    ])
    const { recoveryCodes } = await confirm(codeOf(secret ?? ''))
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(recoveryCodes?.[0]).toMatch(/^[a-z\d]{4}(-[a-z\d]{4}){3}$/)
    const me = await identity.ask<object>('{ me { hasSecondFactor recoveryCodesLeft } }', {}, user.viewer)
    expect(me).toEqual({ me: { hasSecondFactor: true, recoveryCodesLeft: 10 } })
    await identity.mailTo(user.email, 'second-factor-on')
    expect((await enrolTotp(user.password)).userErrors).toMatchObject([{ code: 'CONFLICT' }])

    const stored = JSON.stringify([
      await identity.system.query('SELECT * FROM identity.users'),
      await identity.system.query('SELECT * FROM identity.recovery_codes'),
    ])
    for (const text of [secret ?? '', ...(recoveryCodes ?? [])]) expect(stored).not.toContain(text)
  })

  test('makes signing in take a code besides the password', async () => {
    const user = await identity.addUser('EDITOR')
    const { secret } = await enrol(user)
    const step = await firstStep(user)
    expect(step).toEqual({ mfaRequired: true, mfaToken: expect.stringMatching(/^oms_/), expiresIn: 300 })
    const { mfaToken } = step
    expect((await secondStep({ mfaToken, code: wrongCode(secret) })).status).toBe(401)
    expect((await secondStep({ mfaToken })).status).toBe(400)
    const answer = await secondStep({ mfaToken, code: codeOf(secret) })
    expect(answer.status).toBe(200)
    const signIn: SignInBody = await answer.json()
    expect(signIn.user.id).toBe(user.id)
    expect(await identity.refresh(signIn.refreshToken)).not.toBeNull()

    await forgetStep(user)
    const spent = await secondStep({ mfaToken, code: codeOf(secret) })
    expect([spent.status, (await spent.json()).error.code]).toEqual([401, 'SIGN_IN_EXPIRED'])
  })

  test('takes no code twice, not even at once', async () => {
    const user = await identity.addUser('EDITOR')
    const { secret } = await enrol(user)
    const tokens = await Promise.all([firstStep(user), firstStep(user), firstStep(user)])
    const code = codeOf(secret)
    const answers = await Promise.all(tokens.map(({ mfaToken }) => secondStep({ mfaToken, code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401])
    expect((await secondStep({ mfaToken: (await firstStep(user)).mfaToken, code })).status).toBe(401)
  })

  test('is asked of the same program, and of nobody whose account changed in between', async () => {
    const user = await identity.addUser('EDITOR')
    const { secret } = await enrol(user)
    const here = { 'user-agent': 'orion-cli/1.0' }
    const { mfaToken } = await firstStep(user, here)
    const elsewhere = await secondStep({ mfaToken, code: codeOf(secret) }, { 'user-agent': 'thief/1.0' })
    expect((await elsewhere.json()).error.code).toBe('SIGN_IN_EXPIRED')

    const newPassword = 'eleven purple lighthouses'
    await identity.send(
      'PUT',
      '/users/me/password',
      { currentPassword: user.password, newPassword },
      user.viewer,
    )
    const late = await secondStep({ mfaToken, code: codeOf(secret) }, here)
    expect((await late.json()).error.code).toBe('SIGN_IN_EXPIRED')
    const { mfaToken: again } = await firstStep({ ...user, password: newPassword }, here)
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [user.id])
    expect((await secondStep({ mfaToken: again, code: codeOf(secret) }, here)).status).toBe(401)
  })

  test('cannot be guessed, with however many first steps', async () => {
    const user = await identity.addUser('EDITOR')
    const { secret } = await enrol(user)
    const steps = await Promise.all(Array.from({ length: 4 }, () => firstStep(user)))
    const began = Date.now()
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        secondStep(
          { mfaToken: steps[at % 4].mfaToken, code: wrongCode(secret) },
          { 'x-forwarded-for': `203.0.113.${at}` },
        ),
      ),
    )
    const judged = guesses.filter(({ status }) => status === 401).length
    // After five each has to wait, twice as long as the one before: as many more as waits were over by now.
    const waitsOver = Math.floor(Math.log2(1 + (Date.now() - began) / 1000))
    expect(judged).toBeGreaterThanOrEqual(5)
    expect(judged).toBeLessThanOrEqual(5 + waitsOver)
    const slowed = guesses.filter(({ status }) => status === 429)
    expect(slowed).toHaveLength(12 - judged)
    expect(slowed[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
    const redis = new Redis(identity.system.redis.url)
    const counted = createHash('sha256').update(`second factor of ${user.id}`).digest('hex')
    const blockedUntil = Date.now() + 60_000
    await redis.hset(`orion:identity:attempts:account:${counted}`, { blockedUntil })
    redis.disconnect()
    expect((await secondStep({ mfaToken: steps[0].mfaToken, code: codeOf(secret) })).status).toBe(429)
  })

  test('is replaced by a recovery code, each once', async () => {
    const user = await identity.addUser('EDITOR')
    const { recoveryCodes } = await enrol(user)
    const recoveryCode = recoveryCodes[3]?.toUpperCase().replaceAll('-', ' ')
    const use = async () => secondStep({ mfaToken: (await firstStep(user)).mfaToken, recoveryCode })
    expect((await use()).status).toBe(200)
    expect((await use()).status).toBe(401)
    expect((await identity.mailTo(user.email, 'recovery-code-used')).text).toContain('9 are left')
  })

  test('gives new recovery codes for password and code', async () => {
    const user = await identity.addUser('EDITOR')
    const { secret, recoveryCodes } = await enrol(user)
    const renew = (password: string, code: string) =>
      identity.send('POST', '/users/me/second-factor/recovery-codes', { password, code }, user.viewer)
    expect((await renew('a guess', codeOf(secret))).status).toBe(400)
    expect((await renew(user.password, wrongCode(secret))).status).toBe(400)
    const renewed = await (await renew(user.password, codeOf(secret))).json()
    expect(renewed.recoveryCodes).toHaveLength(10)
    const old = { mfaToken: (await firstStep(user)).mfaToken, recoveryCode: recoveryCodes[0] }
    expect((await secondStep(old)).status).toBe(401)
  })

  test('is turned off with password and code, and for others by an admin alone', async () => {
    const user = await identity.addUser('EDITOR')
    const { recoveryCodes } = await enrol(user)
    const off = { password: user.password, code: recoveryCodes[0] }
    const disable = (input: object) =>
      identity.send('POST', '/users/me/second-factor/disable', input, user.viewer)
    expect((await disable({ ...off, password: 'a guess' })).status).toBe(400)
    expect((await disable(off)).status).toBe(204)
    expect(await firstStep(user)).toHaveProperty('accessToken')
    await identity.mailTo(user.email, 'second-factor-off')

    await enrol(user)
    const reset = (viewer: Viewer) =>
      identity.send('DELETE', `/users/${user.id}/second-factor`, undefined, viewer)
    expect((await reset(testViewer('EDITOR'))).status).toBe(403)
    // Whoever took over an admin's session would need neither password nor code.
    expect((await reset(testViewer('ADMIN', user.id))).status).toBe(409)
    expect(await (await reset(testViewer('ADMIN'))).json()).toMatchObject({ hasSecondFactor: false })
    expect(await firstStep(user)).toHaveProperty('accessToken')
  })

  test('stays when the password is reset', async () => {
    const user = await identity.addUser('EDITOR')
    await enrol(user)
    await identity.post('/api/v1/auth/forgot-password', { email: user.email })
    const { token } = await identity.mailTo(user.email, 'reset-password')
    const password = 'eleven purple lighthouses'
    expect((await identity.post('/api/v1/auth/reset-password', { token, password })).status).toBe(204)
    expect(await firstStep({ ...user, password })).toMatchObject({ mfaRequired: true })
  })
})
