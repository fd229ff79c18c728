import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { ACCESS_TOKEN_SECONDS } from '../tokens/access-token-claims.ts'
import { signAccessToken } from '../tokens/access-tokens.ts'

/** What a client gets when somebody signs in, and each time it refreshes. */
export interface SignIn {
  accessToken: string
  refreshToken: string
  /** How long the access token holds, in seconds. */
  expiresIn: number
  user: User
}

/** A session that goes on, and its user as they were at that moment, while nothing could change them. */
export interface ContinuedSession {
  sessionId: string
  user: User
  at: Date
  refreshToken: string
}

/**
 * Makes the answer to a sign-in or a refresh. The access token counts as issued when the user was read, not when it is
 * signed: a change of role in between revokes it then.
 */
export async function signIn(
  { keyring, configuration }: Identity,
  { sessionId, user, at, refreshToken }: ContinuedSession,
): Promise<SignIn> {
  const accessToken = await signAccessToken(
    await keyring.signingKey(),
    { userId: user.id, role: user.role, sessionId, accessValidFrom: user.accessValidFrom },
    {
      issuer: configuration.IDENTITY_TOKEN_ISSUER,
      audience: configuration.IDENTITY_TOKEN_AUDIENCE,
      now: at,
    },
  )
  return { accessToken, refreshToken, expiresIn: ACCESS_TOKEN_SECONDS, user }
}
