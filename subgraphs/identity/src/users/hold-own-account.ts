import { ConflictError, UnauthenticatedError, type Viewer } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'

/** Holds a user until the transaction ends: what ends their access, or rests on it, comes one after the other. */
export async function holdUser(transaction: Transaction, userId: string): Promise<void> {
  await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
}

/**
 * Holds the viewer's account, and makes sure that they still have it: a new password, the end of their session or being kept
 * out may have come while they showed their password, or waited.
 * @param confirmed the account of which they showed the password
 * @throws UnauthenticatedError when their session has ended; ConflictError when they have another password by now.
 */
export async function holdOwnAccount(
  transaction: Transaction,
  viewer: Viewer,
  confirmed?: Pick<User, 'passwordHash'>,
): Promise<User> {
  await holdUser(transaction, viewer.userId)
  return requireOwnAccount(transaction, viewer, confirmed)
}

/**
 * Makes sure of the same for what leaves the account's own row as it is, which many may do at once.
 * @param confirmed the account of which they showed the password
 * @throws UnauthenticatedError when the viewer's session has ended; ConflictError when they have another password by now.
 */
export async function shareOwnAccount(
  transaction: Transaction,
  viewer: Viewer,
  confirmed?: Pick<User, 'passwordHash'>,
): Promise<User> {
  await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${viewer.userId}::uuid FOR SHARE`
  return requireOwnAccount(transaction, viewer, confirmed)
}

async function requireOwnAccount(
  transaction: Transaction,
  viewer: Viewer,
  confirmed?: Pick<User, 'passwordHash'>,
): Promise<User> {
  const user = await transaction.user.findUnique({ where: { id: viewer.userId } })
  if (!user?.isActive || (await hasSessionEnded(transaction, viewer)))
    throw new UnauthenticatedError('Your session has ended. Sign in again.')
  requireSamePassword(user, confirmed)
  return user
}

/** @throws ConflictError when the password is another one than the one that was shown. */
export function requireSamePassword(
  user: Pick<User, 'passwordHash'>,
  confirmed?: Pick<User, 'passwordHash'>,
): void {
  if (confirmed && confirmed.passwordHash !== user.passwordHash)
    throw new ConflictError('Your password was changed in the meantime; give the new one.')
}

/** True when the viewer's session was ended. */
export async function hasSessionEnded(transaction: Transaction, { sessionId }: Viewer): Promise<boolean> {
  if (sessionId === null) return false
  return (await transaction.session.count({ where: { id: sessionId, revokedAt: { not: null } } })) > 0
}
