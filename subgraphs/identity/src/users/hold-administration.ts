import { ForbiddenError, scopesOfRole, UnauthenticatedError, type Viewer } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import { hasSessionEnded, requireSamePassword } from './hold-own-account.ts'

/**
 * Lets one change by admins happen at a time, and makes sure that who makes it still is one: they may have lost their role, or
 * been kept out or signed out, while they waited.
 * @param confirmed the account of which they showed the password
 * @throws ForbiddenError when they administer users no longer, UnauthenticatedError when their session has ended, ConflictError when
 * they have another password by now.
 */
export async function holdAdministration(
  transaction: Transaction,
  viewer: Viewer,
  confirmed?: Pick<User, 'passwordHash'>,
): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.identity.administration'))`
  const admin = await transaction.user.findUnique({ where: { id: viewer.userId } })
  if (admin && !(admin.isActive && scopesOfRole[admin.role].includes('users:write')))
    throw new ForbiddenError('You administer users no longer.')
  if (await hasSessionEnded(transaction, viewer))
    throw new UnauthenticatedError('Your session has ended. Sign in again.')
  if (admin) requireSamePassword(admin, confirmed)
}
