import { OrionError } from '@orion/common'
import { z } from 'zod'

/** The providers one can sign in with. */
export const providerNames = ['github', 'google'] as const
export type ProviderName = (typeof providerNames)[number]
/** What people call them. */
export const providerTitles: Record<ProviderName, string> = { github: 'GitHub', google: 'Google' }

/** Who signed in at the provider, as it tells. */
export const providerAccount = z.object({
  /** The id that never changes. */
  subject: z.string().min(1),
  email: z.string().nullable(),
  isEmailVerified: z.boolean(),
  name: z.string(),
  /** Where its picture is. */
  picture: z.string().nullable(),
  tokens: z.object({ accessToken: z.string(), refreshToken: z.string().optional() }),
})
export type ProviderAccount = z.infer<typeof providerAccount>
export type ProviderTokens = ProviderAccount['tokens']

/** What begins a sign-in, and has to come back with its end. */
export interface ProviderChecks {
  state: string
  nonce: string
  codeVerifier: string
}

/** A provider to sign in with. */
export interface OauthProvider {
  name: ProviderName
  /** What people call it. */
  title: string
  /** The page to which the browser goes. @throws ProviderError when the provider cannot be asked for it. */
  authorizationUrl(checks: ProviderChecks, redirectUri: string): Promise<URL>
  /**
   * Trades the code that the browser came back with for who signed in.
   * @param callback the address it came back to, query string included
   * @throws ProviderError when the provider refuses, answers something else, or not at all.
   */
  finish(checks: ProviderChecks, callback: URL): Promise<ProviderAccount>
  /** Makes the provider forget tokens. */
  revoke(tokens: ProviderTokens): Promise<void>
}

/** Codes with which the sign-in page is told why a sign-in with a provider came to nothing. */
export type ProviderErrorCode = 'PROVIDER_DENIED' | 'PROVIDER_FAILED' | 'SIGN_IN_EXPIRED'

/** A sign-in with a provider came to nothing. */
export class ProviderError extends OrionError {
  declare readonly code: ProviderErrorCode
  constructor(message: string, code: ProviderErrorCode, cause?: unknown) {
    super(message, { code, status: 400, cause })
  }
}
