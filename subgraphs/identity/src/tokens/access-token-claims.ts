import type { Role } from '@orion/common/access/scopes'

/** How long an access token holds. */
export const ACCESS_TOKEN_SECONDS = 900
/** The `typ` of access tokens (RFC 9068), so that no other token can pass for one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt'

/** Whom an access token is for. */
export interface AccessTokenSubject {
  userId: string
  role: Role
  sessionId: string
  /** Tokens issued before this moment are refused; null when none are. */
  accessValidFrom: Date | null
}
