import { ForbiddenError, scopesOfRole } from '@orion/common'
import type { Transaction } from '../database.ts'

/**
 * Lets one change by admins happen at a time, and makes sure that who makes it still is one: they may have lost their role, or
 * been kept out, while they waited.
 * @throws ForbiddenError when they administer users no longer.
 */
export async function holdAdministration(transaction: Transaction, adminId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.identity.administration'))`
  const admin = await transaction.user.findUnique({ where: { id: adminId } })
  if (admin && !(admin.isActive && scopesOfRole[admin.role].includes('users:write')))
    throw new ForbiddenError('You administer users no longer.')
}
