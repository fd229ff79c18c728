import { createHash } from 'node:crypto'
import type { Viewer } from '@orion/common'
import { eventually } from '@orion/common/testing/test-system'
import { type CryptoKey, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTokens } from '../src/oauth/linked-accounts.ts'
import { createSealer } from '../src/tokens/sealing.ts'
import { DASHBOARD_URL, newVerifier, type OauthAnswer, openBrowser, PUBLIC_URL } from './browser.ts'
import { type GithubServer, githubClient, githubUser, startGithub } from './github-server.ts'
import { type GoogleServer, googleClient, startGoogle } from './google-server.ts'
import {
  encryptionKey,
  type IdentitySystem,
  type SignInBody,
  startIdentity,
  type TestUser,
  viewerOfSignIn,
} from './identity-system.ts'

let identity: IdentitySystem
let github: GithubServer
let google: GoogleServer

beforeAll(async () => {
  ;[github, google] = await Promise.all([
    startGithub(),
    startGoogle(`${PUBLIC_URL}/api/v1/auth/oauth/google/callback`),
  ])
  identity = await startIdentity({
    ORION_PUBLIC_URL: PUBLIC_URL,
    ORION_DASHBOARD_URL: DASHBOARD_URL,
    IDENTITY_OPEN_REGISTRATION: 'true',
    IDENTITY_AVATAR_ALLOW_PRIVATE_HOSTS: new URL(github.url).host,
    IDENTITY_GITHUB_CLIENT_ID: githubClient.id,
    IDENTITY_GITHUB_CLIENT_SECRET: githubClient.secret,
    IDENTITY_GITHUB_URL: github.url,
    IDENTITY_GITHUB_API_URL: `${github.url}/api`,
    IDENTITY_GOOGLE_CLIENT_ID: googleClient.id,
    IDENTITY_GOOGLE_CLIENT_SECRET: googleClient.secret,
    IDENTITY_GOOGLE_ISSUER: google.url,
  })
})
afterAll(async () => {
  await identity?.system.stop()
  await Promise.all([github?.stop(), google?.stop()])
})
beforeEach(() => {
  github.misbehave = null
  google.forge = null
})

const start = (provider: string, parameters: Record<string, string>) =>
  `${PUBLIC_URL}/api/v1/auth/oauth/${provider}?${new URLSearchParams(parameters)}`

async function finish(
  code: string | null,
  verifier?: string,
  viewer: Viewer | null = null,
): Promise<OauthAnswer> {
  const response = await identity.service.request('/api/v1/auth/oauth/finish', viewer, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, verifier }),
  })
  return { status: response.status, body: await response.json() }
}

/** Signs in with a provider from beginning to end. */
async function signInWith(provider: string, next = '/'): Promise<OauthAnswer> {
  const { verifier, challenge } = newVerifier()
  const back = await openBrowser(identity).follow(start(provider, { challenge, next }))
  return finish(back.searchParams.get('code'), verifier)
}

/** Goes to the provider and stops before the callback. */
async function toCallback(browser = openBrowser(identity)) {
  const { verifier, challenge } = newVerifier()
  const atProvider = await browser.open(start('github', { challenge }))
  const { location } = await browser.open(String(atProvider.location))
  return {
    browser,
    verifier,
    callback: String(location),
    authorization: new URL(String(atProvider.location)),
  }
}

type Who = Pick<TestUser, 'viewer'> & { password?: string }
const beginLink = async ({ viewer, password }: Who, provider: string) => {
  const { linkAccount } = await identity.ask<{
    linkAccount: { url: string | null; userErrors: { code: string; field: string[] }[] }
  }>(
    `mutation ($provider: SignInProvider!, $password: String) {
      linkAccount(input: { provider: $provider, next: "/settings", password: $password }) { url userErrors { code field } } }`,
    { provider, password },
    viewer,
  )
  return linkAccount
}
const link = async (who: Who, provider: string) => {
  const { url } = await beginLink(who, provider)
  return (await openBrowser(identity).follow(String(url))).searchParams.get('code')
}
const unlink = async ({ viewer, password }: Who, provider: string) => {
  const { unlinkAccount } = await identity.ask<{ unlinkAccount: { userErrors: { code: string }[] } }>(
    `mutation ($provider: SignInProvider!, $password: String) {
      unlinkAccount(input: { provider: $provider, password: $password }) { userErrors { code } } }`,
    { provider, password },
    viewer,
  )
  return unlinkAccount.userErrors
}

describe('signing in with a provider', () => {
  const traveller = githubUser('traveller')

  test('is offered where it is configured', async () => {
    const response = await identity.service.request('/api/v1/auth/oauth', null)
    expect(await response.json()).toEqual({
      providers: [
        { name: 'github', title: 'GitHub' },
        { name: 'google', title: 'Google' },
      ],
      openRegistration: true,
    })
    expect((await identity.service.request('/api/v1/auth/oauth/facebook', null)).status).toBe(404)
  })

  test('makes a new user at GitHub’s word, and finds them again', async () => {
    const mona = githubUser('mona')
    github.user = mona
    const first = await signInWith('github', '/trends?niche=ai')
    expect(first).toMatchObject({
      status: 200,
      body: {
        next: '/trends?niche=ai',
        user: { email: 'mona@example.org', username: 'mona', role: 'VIEWER' },
      },
    })
    expect(await identity.refresh(String(first.body.refreshToken))).not.toBeNull()
    // What turns the text around it is no name here, whoever tells it.
    github.user = { ...githubUser('turner'), name: 'Ada \u202enimdA' }
    expect((await signInWith('github')).body.user).toMatchObject({ name: 'turner' })
    github.user = mona
    const again = await signInWith('github')
    expect(again.body.user?.id).toBe(first.body.user?.id)
  })

  test('brings the picture along, as a copy of our own', async () => {
    github.user = { ...githubUser('pictured'), picture: `${github.url}/picture.png` }
    const { body } = await signInWith('github')
    const viewer = viewerOfSignIn(body as SignInBody)
    const avatarUrl = await eventually(async () => {
      const { me } = await identity.ask<{ me: { avatarUrl: string | null } }>(
        '{ me { avatarUrl } }',
        {},
        viewer,
      )
      return me.avatarUrl
    }, 'the picture')
    expect(avatarUrl).toMatch(/\/files\/avatars\/[^?]+\.webp\?/)
  })

  test('works with Google, by discovery and a signed ID token', async () => {
    google.account = { sub: 'g-1', email: 'ada@example.org', email_verified: true, name: 'Ada' }
    const { status, body } = await signInWith('google')
    expect([status, body.user]).toMatchObject([200, { email: 'ada@example.org', name: 'Ada' }])
  })

  test('sends PKCE, state, the exact address to come back to, and no secret', async () => {
    const { authorization } = await toCallback()
    expect(Object.fromEntries(authorization.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${PUBLIC_URL}/api/v1/auth/oauth/github/callback`,
    })
    expect(authorization.href).not.toContain(encodeURIComponent(githubClient.secret))
  })

  test('never takes over an account with the same e-mail address', async () => {
    const owner = await identity.addUser('EDITOR')
    github.user = githubUser('thief', owner.email)
    expect(await signInWith('github')).toMatchObject({
      status: 409,
      body: { error: { code: 'ACCOUNT_EXISTS' } },
    })
    const [entry] = await identity.system.query(
      `SELECT action, details->>'reason' AS reason FROM identity.audit_entries WHERE subject_id = $1
       ORDER BY at DESC LIMIT 1`,
      [owner.id],
    )
    expect(entry).toEqual({ action: 'SIGN_IN_FAILED', reason: 'ACCOUNT_EXISTS' })
  })

  test('makes no user of an address that the provider did not verify', async () => {
    github.user = githubUser('unverified', 'unverified@example.org', false)
    expect(await signInWith('github')).toMatchObject({
      status: 409,
      body: { error: { reason: 'EMAIL_NOT_VERIFIED' } },
    })
  })

  test('is refused for a user who was kept out', async () => {
    github.user = githubUser('gone')
    const { body } = await signInWith('github')
    await identity.system.query('UPDATE identity.users SET is_active = false WHERE id = $1', [body.user?.id])
    expect(await signInWith('github')).toMatchObject({
      status: 401,
      body: { error: { code: 'INVALID_CREDENTIALS' } },
    })
  })

  test.each([
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/contents/1', '/contents/1'],
  ])('leads to %s only as %s', async (asked, next) => {
    github.user = traveller
    expect((await signInWith('github', asked)).body.next).toBe(next)
  })

  test('puts nothing but a code into addresses of the dashboard', async () => {
    const { browser, callback } = await toCallback()
    const back = await browser.follow(callback)
    expect(back.pathname).toBe('/api/session/oauth')
    expect([...back.searchParams.keys()]).toEqual(['code'])
  })
})

describe('a way back from a provider', () => {
  const errorOf = async (callback: string, browser = openBrowser(identity)) =>
    (await browser.follow(callback)).searchParams.get('error')

  test('works in the browser that began it alone', async () => {
    const { callback } = await toCallback()
    expect(await errorOf(callback)).toBe('SIGN_IN_EXPIRED')
  })

  test('works once', async () => {
    const { browser, callback } = await toCallback()
    expect((await browser.follow(callback)).searchParams.has('code')).toBe(true)
    expect(await errorOf(callback, browser)).toBe('SIGN_IN_EXPIRED')
  })

  test('needs the state that was sent', async () => {
    const { browser, callback } = await toCallback()
    const other = new URL(callback)
    other.searchParams.set('state', 'x'.repeat(43))
    expect(await errorOf(other.href, browser)).toBe('SIGN_IN_EXPIRED')
    other.searchParams.delete('state')
    expect(await errorOf(other.href, browser)).toBe('SIGN_IN_EXPIRED')
  })

  test('of another provider does not count', async () => {
    const { browser, callback } = await toCallback()
    expect(await errorOf(callback.replace('/github/', '/google/'), browser)).toBe('SIGN_IN_EXPIRED')
  })

  test('ends after ten minutes', async () => {
    const { browser, callback } = await toCallback()
    const redis = new (await import('ioredis')).Redis(identity.system.redis.url)
    const state = new URL(callback).searchParams.get('state') ?? ''
    const key = `orion:identity:oauth-journey:${createHash('sha256').update(state).digest('base64url')}`
    const seconds = await redis.ttl(key)
    expect(seconds).toBeGreaterThan(590)
    expect(seconds).toBeLessThanOrEqual(600)
    await redis.del(key)
    redis.disconnect()
    expect(await errorOf(callback, browser)).toBe('SIGN_IN_EXPIRED')
  })

  test('without a code, since its user cancelled, says so', async () => {
    const { browser, callback } = await toCallback()
    const denied = new URL(callback)
    denied.searchParams.delete('code')
    denied.searchParams.set('error', 'access_denied')
    expect(await errorOf(denied.href, browser)).toBe('PROVIDER_DENIED')
  })

  test('with somebody else’s code is refused by PKCE', async () => {
    const [own, stolen] = [await toCallback(), await toCallback()]
    const mixed = new URL(own.callback)
    mixed.searchParams.set('code', new URL(stolen.callback).searchParams.get('code') ?? '')
    expect(await errorOf(mixed.href, own.browser)).toBe('PROVIDER_FAILED')
  })

  test.each([
    [
      'an error of its own',
      (response: import('node:http').ServerResponse) => void response.writeHead(500).end('oops'),
    ],
    [
      'something that is no JSON',
      (response: import('node:http').ServerResponse) => void response.end('<html>'),
    ],
    ['half an answer', (response: import('node:http').ServerResponse) => void response.socket?.destroy()],
  ])('fails clearly when the provider answers with %s', async (_, misbehave) => {
    const { browser, callback } = await toCallback()
    github.misbehave = misbehave
    expect(await errorOf(callback, browser)).toBe('PROVIDER_FAILED')
  })

  test('with an ID token for another nonce is refused', async () => {
    google.account = { sub: 'g-2', email: 'nonce@example.org', email_verified: true, name: 'Nonce' }
    const browser = openBrowser(identity)
    const { location } = await browser.open(start('google', { challenge: newVerifier().challenge }))
    const tampered = new URL(String(location))
    tampered.searchParams.set('nonce', 'another nonce')
    expect((await browser.follow(tampered.href)).searchParams.get('error')).toBe('PROVIDER_FAILED')
  })
})

describe('an ID token', () => {
  const signed = (claims: JWTPayload, key: CryptoKey | Uint8Array, alg = 'RS256') =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(key)
  const outcome = async (forge: GoogleServer['forge']) => {
    google.account = { sub: 'g-3', email: 'forged@example.org', email_verified: true, name: 'Forged' }
    google.forge = forge
    const browser = openBrowser(identity)
    const back = await browser.follow(start('google', { challenge: newVerifier().challenge }))
    return back.searchParams.get('error') ?? [...back.searchParams.keys()]
  }

  test('is taken when all of it is right, as the forgeries below are but for one thing', async () => {
    expect(await outcome((claims, key) => signed(claims, key))).toEqual(['code'])
  })

  const hour = 3600
  const forgeries: [string, NonNullable<GoogleServer['forge']>][] = [
    ['that is left out', async () => undefined],
    ['of another issuer', (claims, key) => signed({ ...claims, iss: 'https://evil.example' }, key)],
    ['for another program', (claims, key) => signed({ ...claims, aud: 'another-client' }, key)],
    ['without the nonce', ({ nonce: _, ...claims }, key) => signed(claims, key)],
    ['that has run out', (claims, key) => signed({ ...claims, exp: Number(claims.iat) - hour }, key)],
    ['without a signature', async claims => new UnsecuredJWT(claims).encode()],
    [
      'with the client’s secret as its key',
      claims => signed(claims, new TextEncoder().encode(googleClient.secret.padEnd(32, '.')), 'HS256'),
    ],
    [
      'with the signature of another',
      async claims => signed(claims, (await generateKeyPair('RS256')).privateKey),
    ],
  ]
  test.each(forgeries)('%s is refused', async (_, forge) => {
    expect(await outcome(forge)).toBe('PROVIDER_FAILED')
  })
})

describe('who came by a provider', () => {
  const choices = { username: 'well_chosen', password: 'a lantern behind the mill' }
  const arrive = async (login: string) => {
    github.user = githubUser(login)
    return viewerOfSignIn((await signInWith('github')).body as SignInBody)
  }
  const complete = (input: object, viewer: Viewer) =>
    identity.send('PUT', '/users/me/onboarding', input, viewer)

  test('chooses a username and a first password, once, and signs in with them from then on', async () => {
    const viewer = await arrive('newcomer')
    const account = async () => (await identity.service.request('/api/v1/users/me', viewer)).json()
    expect(await account()).toMatchObject({ username: 'newcomer', needsOnboarding: true })
    for (const [method, path, wish] of [
      ['POST', 'second-factor', {}],
      ['PUT', 'email', { email: 'another@example.org' }],
      ['PUT', 'password', { currentPassword: 'none', newPassword: choices.password }],
    ] as const) {
      const answer = await identity.send(method, `/users/me/${path}`, { password: 'none', ...wish }, viewer)
      expect((await answer.json()).error.message).toContain('choose a username and a password first')
    }
    expect((await complete({ ...choices, username: 'no' }, viewer)).status).toBe(400)
    expect((await complete({ ...choices, password: 'short' }, viewer)).status).toBe(400)
    expect(await (await complete({ ...choices, timezone: 'Europe/Rome' }, viewer)).json()).toMatchObject({
      username: 'well_chosen',
      timezone: 'Europe/Rome',
      needsOnboarding: false,
    })
    await identity.logIn({ email: 'newcomer@example.org', password: choices.password })
    expect((await identity.mailTo('newcomer@example.org', 'password-set')).text).toContain('well_chosen')
    expect((await complete({ ...choices, username: 'again' }, viewer)).status).toBe(409)
  })

  test('chooses in the graph alike, no name that somebody has, and one of two at once', async () => {
    const viewer = await arrive('late')
    const { username } = await identity.addUser('VIEWER')
    const ask = (input: object) =>
      identity.ask<{ completeAccount: { user: object | null; userErrors: { code: string }[] } }>(
        `mutation ($input: CompleteAccountInput!) { completeAccount(input: $input) {
          user { username needsOnboarding } userErrors { code field } } }`,
        { input },
        viewer,
      )
    expect(await ask({ ...choices, username })).toEqual({
      completeAccount: { user: null, userErrors: [{ code: 'CONFLICT', field: ['input', 'username'] }] },
    })
    const answers = await Promise.all(
      ['late_one', 'late_two'].map(name => ask({ ...choices, username: name })),
    )
    const codes = answers.flatMap(({ completeAccount }) => completeAccount.userErrors.map(({ code }) => code))
    expect(codes).toEqual(['CONFLICT'])
  })

  test('chooses within ten minutes of a sign-in, so that a stolen token becomes no way in later', async () => {
    const viewer = await arrive('slow')
    await identity.system.query(
      `UPDATE identity.sessions SET signed_in_at = now() - interval '11 minutes' WHERE id = $1`,
      [viewer.sessionId],
    )
    expect(await (await complete({ ...choices, username: 'slow_one' }, viewer)).json()).toMatchObject({
      error: { code: 'CONFIRMATION_NEEDED' },
    })
  })
})

describe('the outcome', () => {
  test('is given once, and only to who began it', async () => {
    github.user = githubUser('outcome')
    const { browser, callback, verifier } = await toCallback()
    const code = (await browser.follow(callback)).searchParams.get('code')
    expect((await finish(code, newVerifier().verifier)).body.error?.code).toBe('SIGN_IN_EXPIRED')
    expect((await finish(code, verifier)).body.error?.code).toBe('SIGN_IN_EXPIRED')
  })

  test('needs a challenge to begin with', async () => {
    expect((await identity.service.request('/api/v1/auth/oauth/github', null)).status).toBe(400)
    expect((await identity.service.request('/api/v1/auth/oauth/github?link=made-up', null)).status).toBe(400)
  })
})

describe('linking', () => {
  test('of one account by two users at once lets one of them have it', async () => {
    const [one, other] = [await identity.addUser('EDITOR'), await identity.addUser('EDITOR')]
    github.user = githubUser('wanted')
    const codes = [await link(one, 'GITHUB'), await link(other, 'GITHUB')] as const
    const both = await Promise.all([
      finish(codes[0], undefined, one.viewer),
      finish(codes[1], undefined, other.viewer),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('adds a way in, for the user who began it alone', async () => {
    const user = await identity.addUser('EDITOR')
    github.user = githubUser('linked', 'elsewhere@example.org')
    const stolen = await link(user, 'GITHUB')
    const stranger = await identity.addUser('EDITOR')
    expect((await finish(stolen, undefined, stranger.viewer)).status).toBe(401)
    const code = await link(user, 'GITHUB')
    expect(await finish(code, undefined, user.viewer)).toEqual({
      status: 200,
      body: { linked: 'github', next: '/settings' },
    })
    expect((await signInWith('github')).body.user?.id).toBe(user.id)
    expect((await finish(await link(stranger, 'GITHUB'), undefined, stranger.viewer)).status).toBe(409)
  })

  test('takes the password, or a sign-in of the last ten minutes, but not a device that was let in', async () => {
    const user = await identity.addUser('EDITOR')
    const signedIn = viewerOfSignIn(await identity.logIn(user))
    const needed = { url: null, userErrors: [{ code: 'CONFIRMATION_NEEDED', field: ['input', 'password'] }] }
    expect((await beginLink({ viewer: signedIn }, 'GITHUB')).url).toEqual(expect.any(String))
    expect(await beginLink({ viewer: user.viewer }, 'GITHUB')).toEqual(needed)
    expect(await beginLink({ ...user, password: 'not the password' }, 'GITHUB')).toMatchObject({
      url: null,
      userErrors: [{ code: 'INVALID_INPUT' }],
    })
    const changeSession = (change: string) =>
      identity.system.query(`UPDATE identity.sessions SET ${change} WHERE id = $1`, [signedIn.sessionId])
    await changeSession(`signed_in_at = now() - interval '11 minutes'`)
    expect(await beginLink({ viewer: signedIn }, 'GITHUB')).toEqual(needed)
    expect(await unlink({ viewer: signedIn }, 'GITHUB')).toMatchObject([{ code: 'CONFIRMATION_NEEDED' }])
    await changeSession('signed_in_at = NULL')
    expect(await beginLink({ viewer: signedIn }, 'GITHUB')).toEqual(needed)
  })

  test('is told to the owner by mail, and so is its end', async () => {
    const user = await identity.addUser('EDITOR')
    github.user = githubUser('told', 'told-elsewhere@example.org')
    await finish(await link(user, 'GITHUB'), undefined, user.viewer)
    expect((await identity.mailTo(user.email, 'account-linked')).text).toContain('An account at GitHub')
    const path = '/linked-accounts/github/unlink'
    const { password } = user
    expect((await identity.send('POST', path, {}, user.viewer)).status).toBe(400)
    expect((await identity.send('POST', path, { password }, user.viewer)).status).toBe(204)
    await identity.mailTo(user.email, 'account-unlinked')
  })

  test('is undone, and the provider forgets its tokens', async () => {
    const user = await identity.addUser('EDITOR')
    github.user = githubUser('leaving', 'leaving-elsewhere@example.org')
    await finish(await link(user, 'GITHUB'), undefined, user.viewer)
    github.revoked.splice(0)
    expect(await unlink(user, 'GITHUB')).toEqual([])
    expect(github.revoked).toHaveLength(1)
    expect(await unlink(user, 'GITHUB')).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('is not undone when it is the last way in', async () => {
    github.user = githubUser('lastway')
    const { body } = await signInWith('github')
    const viewer = viewerOfSignIn(body as SignInBody)
    expect(await unlink({ viewer }, 'GITHUB')).toMatchObject([{ code: 'CONFLICT' }])
  })

  test('keeps tokens sealed, and a new key in front opens them still', async () => {
    const [account] = await identity.system.query<{
      provider: string
      subject: string
      sealed_tokens: string
    }>(`SELECT * FROM identity.linked_accounts WHERE provider = 'github' LIMIT 1`)
    if (!account) throw new Error('nothing is linked')
    expect(account.sealed_tokens).not.toContain('gho_')
    const row = { ...account, sealedTokens: account.sealed_tokens }
    const open = (keys: string[]) =>
      openTokens({ sealer: createSealer(keys) }, row as unknown as Parameters<typeof openTokens>[1])
    const rotated = 'another key for tests, also of more than 32 characters'
    expect(open([rotated, encryptionKey]).accessToken).toMatch(/^gho_/)
    expect(() => open([rotated])).toThrow('not configured')
  })
})
