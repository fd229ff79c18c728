import type { ServiceTools } from '@orion/common'
import { z } from 'zod'
import type { IdentityConfiguration } from '../configuration.ts'
import { createTickets, type Tickets } from '../tokens/tickets.ts'
import { createGithub } from './github.ts'
import { createGoogle } from './google.ts'
import { type OauthProvider, type ProviderName, providerNames } from './provider.ts'

/** What a sign-in with a provider is for: a session for who began it, or another way in for a user. */
const purpose = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sign-in'),
    /** S256 of what the program that began it has to show for the outcome. */
    challenge: z.string(),
    next: z.string(),
  }),
  z.object({ kind: z.literal('link'), userId: z.uuid(), next: z.string() }),
])
export type Purpose = z.infer<typeof purpose>

const journey = z.object({
  provider: z.enum(providerNames),
  purpose,
  /** Hash of the cookie of the browser that began it. */
  browser: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
})
const outcome = z.object({
  provider: z.enum(providerNames),
  purpose,
  /** The provider's account, sealed. */
  account: z.string(),
})

/** Sign-ins with providers: those that are configured, and what is under way. */
export interface Oauth {
  providers: ReadonlyMap<ProviderName, OauthProvider>
  /** To the provider and back, under `state`: ten minutes. */
  journeys: Tickets<z.infer<typeof journey>>
  /** From the callback to who began it, under the code in the dashboard's address: a minute. */
  outcomes: Tickets<z.infer<typeof outcome>>
  /** From a user's wish to link to their browser's way to the provider: a minute. */
  links: Tickets<Purpose>
}

const MINUTE_SECONDS = 60
export const JOURNEY_SECONDS = 10 * MINUTE_SECONDS

/** Makes it from the configuration. Providers without a client id are left out. */
export function createOauth(
  configuration: IdentityConfiguration,
  redis: ServiceTools<unknown, unknown>['redis'],
): Oauth {
  const {
    IDENTITY_GITHUB_CLIENT_ID: githubId,
    IDENTITY_GITHUB_CLIENT_SECRET: githubSecret,
    IDENTITY_GOOGLE_CLIENT_ID: googleId,
    IDENTITY_GOOGLE_CLIENT_SECRET: googleSecret,
  } = configuration
  const providers = new Map<ProviderName, OauthProvider>()
  if (githubId && githubSecret)
    providers.set(
      'github',
      createGithub({
        clientId: githubId,
        clientSecret: githubSecret,
        url: configuration.IDENTITY_GITHUB_URL,
        apiUrl: configuration.IDENTITY_GITHUB_API_URL,
      }),
    )
  if (googleId && googleSecret)
    providers.set(
      'google',
      createGoogle({
        clientId: googleId,
        clientSecret: googleSecret,
        issuer: configuration.IDENTITY_GOOGLE_ISSUER,
      }),
    )
  return {
    providers,
    journeys: createTickets(redis, 'oauth-journey', JOURNEY_SECONDS, journey),
    outcomes: createTickets(redis, 'oauth-outcome', MINUTE_SECONDS, outcome),
    links: createTickets(redis, 'oauth-link', MINUTE_SECONDS, purpose),
  }
}
