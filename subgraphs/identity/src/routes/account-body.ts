import type { UserRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { avatarUrlOf } from '../users/avatar.ts'
import { needsOnboarding } from '../users/complete-account.ts'

/** A user with everything about their account, for themselves and for admins. */
export function accountBody({ files }: Pick<Identity, 'files'>, user: UserRow) {
  const { id, email, emailVerifiedAt, username, name, role, isActive } = user
  const { bio, timezone, lastLoginAt, createdAt, updatedAt } = user
  return {
    id,
    email,
    emailVerifiedAt,
    username,
    name,
    role,
    isActive,
    hasSecondFactor: user.totpConfirmedAt !== null,
    needsOnboarding: needsOnboarding(user),
    bio,
    timezone,
    avatarUrl: avatarUrlOf(files, user),
    lastLoginAt,
    createdAt,
    updatedAt,
  }
}
