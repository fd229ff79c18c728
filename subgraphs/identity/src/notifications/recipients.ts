import type { Transaction } from '../database.ts'
import type { Recipients } from './notification-from-event.ts'

/**
 * The ids of those who get a notification: the owner, or, when they cannot sign in, the admins in their place; or
 * everybody who may make contents.
 */
export async function findRecipients(transaction: Transaction, recipients: Recipients): Promise<string[]> {
  if (recipients === 'editors') return activeUsers(transaction, ['EDITOR', 'ADMIN'])
  const owner = await transaction.user.findFirst({
    where: { id: recipients.ownerId, isActive: true },
    select: { id: true },
  })
  return owner ? [owner.id] : activeUsers(transaction, ['ADMIN'])
}

async function activeUsers(transaction: Transaction, roles: ('EDITOR' | 'ADMIN')[]): Promise<string[]> {
  const users = await transaction.user.findMany({
    where: { role: { in: roles }, isActive: true },
    select: { id: true },
  })
  return users.map(user => user.id)
}
