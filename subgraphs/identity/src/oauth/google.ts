import {
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  tokenRevocation,
} from 'openid-client'
import { z } from 'zod'
import {
  allowLoopback,
  authorizationAddress,
  PROVIDER_TIMEOUT_SECONDS,
  providerFailed,
  tradeCode,
} from './openid-client.ts'
import { type OauthProvider, providerTitles } from './provider.ts'

const identity = z.object({
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
  picture: z.string().optional(),
})

/** What Google needs to know of us, and where it is. */
export interface GoogleSettings {
  clientId: string
  clientSecret: string
  /** Its issuer, whose endpoints and keys are discovered. */
  issuer: string
}

/** Google, or any other OpenID Connect provider: discovery, PKCE, nonce, and a signed ID token that says who it was. */
export function createGoogle({ clientId, clientSecret, issuer }: GoogleSettings): OauthProvider {
  const title = providerTitles.google
  let discovered: Promise<Configuration> | null = null
  const configuration = () => {
    discovered ??= discovery(new URL(issuer), clientId, {}, ClientSecretPost(clientSecret), {
      timeout: PROVIDER_TIMEOUT_SECONDS,
      // The signature of the ID token is checked as well, not only that it came over TLS from the provider.
      execute: [enableNonRepudiationChecks, ...allowLoopback(issuer)],
    }).catch((error: unknown) => {
      discovered = null
      throw providerFailed(title, error)
    })
    return discovered
  }

  return {
    name: 'google',
    title,
    authorizationUrl: async (checks, redirectUri) =>
      authorizationAddress(await configuration(), checks, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
      }),
    async finish(checks, callback) {
      const tokens = await tradeCode(title, await configuration(), callback, checks)
      const claims = identity.safeParse(tokens.claims())
      if (!claims.success) throw providerFailed(title, claims.error)
      const { sub, email, email_verified, name, picture } = claims.data
      return {
        subject: sub,
        email: email ?? null,
        isEmailVerified: email_verified,
        name: name || (email?.split('@')[0] ?? sub),
        picture: picture ?? null,
        tokens: { accessToken: tokens.access_token, refreshToken: tokens.refresh_token },
      }
    },
    async revoke({ accessToken, refreshToken }) {
      const config = await configuration()
      if (!config.serverMetadata().revocation_endpoint) return
      await tokenRevocation(config, refreshToken ?? accessToken)
    },
  }
}
