import { NotFoundError } from '@orion/common'
import { randomNonce, randomPKCECodeVerifier } from 'openid-client'
import type { Identity } from '../identity.ts'
import { sha256 } from '../tokens/tickets.ts'
import type { Purpose } from './oauth.ts'
import { type OauthProvider, ProviderError, providerNames } from './provider.ts'

/** The provider of this name. @throws NotFoundError when it is not configured. */
export function configuredProvider({ oauth }: Identity, name: string): OauthProvider {
  const known = providerNames.find(provider => provider === name)
  const provider = known && oauth.providers.get(known)
  if (!provider) throw new NotFoundError('sign-in provider', name)
  return provider
}

/** The one address to which a provider sends browsers back; it has to be registered there exactly so. */
export function redirectUriOf({ configuration }: Identity, provider: OauthProvider): string {
  return `${configuration.ORION_PUBLIC_URL.replace(/\/+$/, '')}/api/v1/auth/oauth/${provider.name}/callback`
}

/**
 * Sends a browser off to a provider. The way back works once, within ten minutes, and in this browser alone.
 * @param browser what the browser's cookie holds
 */
export async function beginJourney(
  identity: Identity,
  provider: OauthProvider,
  purpose: Purpose,
  browser: string,
): Promise<URL> {
  const nonce = randomNonce()
  const codeVerifier = randomPKCECodeVerifier()
  const journey = { provider: provider.name, purpose, browser: sha256(browser), nonce, codeVerifier }
  const state = await identity.oauth.journeys.issue(journey)
  return provider.authorizationUrl({ state, nonce, codeVerifier }, redirectUriOf(identity, provider))
}

/**
 * Takes a browser back from a provider.
 * @param search the query string it came with
 * @returns the code under which who began it gets the outcome, and the path of the dashboard it is for
 * @throws ProviderError when it did not begin here, or the provider did not tell who it was
 */
export async function endJourney(
  identity: Identity,
  provider: OauthProvider,
  search: string,
  browser: string | undefined,
): Promise<{ code: string; next: string }> {
  const state = new URLSearchParams(search).get('state')
  const journey = state ? await identity.oauth.journeys.take(state) : null
  if (!state || !browser || journey?.provider !== provider.name || journey.browser !== sha256(browser))
    throw new ProviderError('The sign-in took too long, or began elsewhere. Start again.', 'SIGN_IN_EXPIRED')
  const { purpose, nonce, codeVerifier } = journey
  const callback = new URL(redirectUriOf(identity, provider) + search)
  const account = await provider.finish({ state, nonce, codeVerifier }, callback)
  const code = await identity.oauth.outcomes.issue({
    provider: provider.name,
    purpose,
    account: identity.sealer.seal(JSON.stringify(account), 'account of a sign-in provider'),
  })
  return { code, next: purpose.next }
}
