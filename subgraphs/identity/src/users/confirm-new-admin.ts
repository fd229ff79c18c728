import type { Role, Viewer } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { confirmOwner } from './confirm-own-password.ts'

/** What somebody is given, and the password of the admin who gives it. */
export interface Grant {
  role: Role
  /** For the role of an admin; may be left out within ten minutes of a sign-in. */
  ownPassword?: string | null
}

/**
 * Making somebody an admin takes the admin themselves: with a stolen access token nobody must make an admin of their own.
 * @returns whose password was shown; undefined for other roles, which take none.
 * @throws all that {@link confirmOwner} throws.
 */
export async function confirmNewAdmin(
  identity: Identity,
  viewer: Viewer,
  { role, ownPassword }: Grant,
  path: string[],
): Promise<User | undefined> {
  return role === 'ADMIN' ? confirmOwner(identity, viewer, ownPassword, [...path, 'ownPassword']) : undefined
}
