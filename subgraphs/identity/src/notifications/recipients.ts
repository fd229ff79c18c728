import { scopesOfRole } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Recipients } from './notification-from-event.ts'

/** Who gets a notification. */
export interface Recipient {
  id: string
  /** When theirs is made: later than all they have read together. */
  createdAt: Date
}

/**
 * Those who get a notification: the owner, or, when they cannot sign in or may not do what is asked, the admins in
 * their place; or everybody who may make contents. Their rows are held until the transaction ends, so that "all read"
 * never covers what was not there to be seen.
 */
export async function lockRecipients(transaction: Transaction, recipients: Recipients): Promise<Recipient[]> {
  const ids = await findRecipients(transaction, recipients)
  await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR SHARE`
  const users = await transaction.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, notificationsReadUntil: true },
  })
  const now = Date.now()
  return users.map(({ id, notificationsReadUntil }) => ({
    id,
    createdAt: new Date(Math.max(now, (notificationsReadUntil?.getTime() ?? 0) + 1)),
  }))
}

async function findRecipients(transaction: Transaction, recipients: Recipients): Promise<string[]> {
  if (recipients === 'editors') return activeUsers(transaction, ['EDITOR', 'ADMIN'])
  const { ownerId, needs = 'read' } = recipients
  const owner = await transaction.user.findFirst({
    where: { id: ownerId, isActive: true },
    select: { role: true },
  })
  if (owner && scopesOfRole[owner.role].includes(needs)) return [ownerId]
  return activeUsers(transaction, ['ADMIN'])
}

async function activeUsers(transaction: Transaction, roles: ('EDITOR' | 'ADMIN')[]): Promise<string[]> {
  const users = await transaction.user.findMany({
    where: { role: { in: roles }, isActive: true },
    select: { id: true },
  })
  return users.map(user => user.id)
}
