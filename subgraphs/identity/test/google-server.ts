import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, decodeJwt, exportJWK, generateKeyPair, type JWTPayload } from 'jose'
import Provider from 'oidc-provider'

/** Who is signed in at the test's Google. */
export interface GoogleAccount {
  sub: string
  email: string
  email_verified: boolean
  name: string
  picture?: string
}

/** A real OpenID Connect provider on this machine, where somebody is signed in and agrees to everything. */
export interface GoogleServer {
  url: string
  account: GoogleAccount
  /** Makes another ID token from what the genuine one says, with the provider's own key; undefined leaves it out. */
  forge: ((claims: JWTPayload, key: CryptoKey) => Promise<string | undefined>) | null
  /** Registers the one address to which it sends browsers back. */
  register(redirectUri: string): void
  stop(): Promise<void>
}

export const googleClient = { id: 'google-client', secret: 'another secret of the test' }

/** Starts it; with an address that is known only later, `register` has to be called before somebody signs in. */
export async function startGoogle(redirectUri?: string): Promise<GoogleServer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const keys = { own: privateKey, jwk: { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' } }
  const google: GoogleServer = {
    url: '',
    forge: null,
    account: { sub: 'nobody', email: 'nobody@example.org', email_verified: true, name: 'Nobody' },
    register: uri => void server.on('request', providerOf(google, uri, keys).callback()),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  // The issuer contains the port, which is known once somebody listens.
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  google.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  if (redirectUri) google.register(redirectUri)
  return google
}

function providerOf(
  google: GoogleServer,
  redirectUri: string,
  { own, jwk }: { own: CryptoKey; jwk: object },
): Provider {
  const provider = new Provider(google.url, {
    jwks: { keys: [jwk] },
    clients: [
      {
        client_id: googleClient.id,
        client_secret: googleClient.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'picture'] },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    interactions: { url: (_, interaction) => `/agree/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...google.account, sub }) }),
    cookies: { keys: ['a key of the test'] },
  })
  provider.use(async (context, next) => {
    await next()
    const answer = Object(context.body)
    if (context.path === '/token' && google.forge && answer.id_token)
      context.body = { ...answer, id_token: await google.forge(decodeJwt(answer.id_token), own) }
  })
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/agree/')) return next()
    const details = await provider.interactionDetails(context.req, context.res)
    const { sub } = google.account
    const grant = new provider.Grant({ accountId: sub, clientId: googleClient.id })
    grant.addOIDCScope(String(details.params.scope))
    context.redirect(
      await provider.interactionResult(context.req, context.res, {
        login: { accountId: sub },
        consent: { grantId: await grant.save() },
      }),
    )
  })
  return provider
}
