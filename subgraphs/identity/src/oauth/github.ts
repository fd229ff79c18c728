import { ClientSecretPost, Configuration, fetchProtectedResource } from 'openid-client'
import { z } from 'zod'
import {
  allowLoopback,
  authorizationAddress,
  PROVIDER_TIMEOUT_SECONDS,
  providerFailed,
  tradeCode,
} from './openid-client.ts'
import { type OauthProvider, providerTitles } from './provider.ts'

const profile = z.object({
  id: z.number().int(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
})
const addresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** What GitHub needs to know of us, and where it is. */
export interface GithubSettings {
  clientId: string
  clientSecret: string
  /** Where people sign in, such as https://github.com. */
  url: string
  /** Where its REST API is, such as https://api.github.com. */
  apiUrl: string
}

/**
 * GitHub: OAuth 2 with PKCE, then its REST API for who it was.
 * See https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps.
 */
export function createGithub({ clientId, clientSecret, url, apiUrl }: GithubSettings): OauthProvider {
  const title = providerTitles.github
  const config = new Configuration(
    {
      issuer: url,
      authorization_endpoint: `${url}/login/oauth/authorize`,
      token_endpoint: `${url}/login/oauth/access_token`,
    },
    clientId,
    {},
    ClientSecretPost(clientSecret),
  )
  config.timeout = PROVIDER_TIMEOUT_SECONDS
  for (const allow of allowLoopback(url)) allow(config)

  const read = async <Schema extends z.ZodType>(path: string, accessToken: string, schema: Schema) => {
    const headers = new Headers({ accept: 'application/vnd.github+json', 'user-agent': 'Orion' })
    const answer = await fetchProtectedResource(
      config,
      accessToken,
      new URL(apiUrl + path),
      'GET',
      null,
      headers,
    )
    if (!answer.ok) throw new Error(`GET ${path} was answered with ${answer.status}`)
    return schema.parse(await answer.json())
  }

  return {
    name: 'github',
    title,
    authorizationUrl: (checks, redirectUri) =>
      authorizationAddress(config, checks, { redirect_uri: redirectUri, scope: 'read:user user:email' }),
    async finish({ state, codeVerifier }, callback) {
      const { access_token: accessToken } = await tradeCode(title, config, callback, { state, codeVerifier })
      try {
        const [user, emails] = await Promise.all([
          read('/user', accessToken, profile),
          read('/user/emails', accessToken, addresses),
        ])
        const email = emails.find(({ primary }) => primary)
        return {
          subject: String(user.id),
          email: email?.email ?? null,
          isEmailVerified: email?.verified ?? false,
          name: user.name || user.login,
          picture: user.avatar_url ?? null,
          tokens: { accessToken },
        }
      } catch (error) {
        throw providerFailed(title, error)
      }
    },
    async revoke({ accessToken }) {
      const answer = await fetch(`${apiUrl}/applications/${encodeURIComponent(clientId)}/token`, {
        method: 'DELETE',
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        },
        body: JSON.stringify({ access_token: accessToken }),
        signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000),
      })
      if (!answer.ok && answer.status !== 404) throw providerFailed(title, `status ${answer.status}`)
    },
  }
}
