import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
} from 'openid-client'
import { type ProviderChecks, ProviderError } from './provider.ts'

/** Seconds that one call of a provider may take. */
export const PROVIDER_TIMEOUT_SECONDS = 10

/** Allows plain http where the provider is on this very machine, as in tests; everywhere else TLS is a must. */
export function allowLoopback(issuer: string): ((config: Configuration) => void)[] {
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'http:' && hostname === '127.0.0.1' ? [allowInsecureRequests] : []
}

/** The address of the provider's page, with PKCE (S256), state and nonce. */
export async function authorizationAddress(
  config: Configuration,
  { state, nonce, codeVerifier }: ProviderChecks,
  parameters: { redirect_uri: string; scope: string },
): Promise<URL> {
  return buildAuthorizationUrl(config, {
    ...parameters,
    ...(parameters.scope.includes('openid') ? { nonce } : {}),
    state,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  })
}

/** Trades the code for tokens, after every check of OAuth 2 and, with `nonce`, OpenID Connect. @throws ProviderError */
export async function tradeCode(
  title: string,
  config: Configuration,
  callback: URL,
  checks: Omit<ProviderChecks, 'nonce'> & { nonce?: string },
) {
  try {
    return await authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: checks.codeVerifier,
      expectedState: checks.state,
      ...(checks.nonce ? { expectedNonce: checks.nonce, idTokenExpected: true } : {}),
    })
  } catch (error) {
    if (error instanceof AuthorizationResponseError && error.error === 'access_denied')
      throw new ProviderError(`The sign-in was cancelled at ${title}.`, 'PROVIDER_DENIED', error)
    throw providerFailed(title, error)
  }
}

/** What is told when a provider cannot be reached or does not keep to the protocol; the cause goes to the log. */
export function providerFailed(title: string, cause: unknown): ProviderError {
  return new ProviderError(`${title} could not tell who you are. Try again.`, 'PROVIDER_FAILED', cause)
}
