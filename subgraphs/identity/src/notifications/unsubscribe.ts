import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { InvalidTokenError } from '../tokens/mailed-tokens.ts'
import type { Sealer } from '../tokens/sealing.ts'
import { holdUser } from '../users/hold-own-account.ts'
import { notificationTypes } from './notification-entries.ts'
import { writePreferences } from './notification-preferences.ts'

const PURPOSE = 'link that ends mails'
const who = z.object({ userId: z.uuid(), email: z.string() })

/** What ends the mails to a user's address, without a sign-in. It works as long as they have the address, and does nothing else. */
export function createUnsubscribeToken(sealer: Sealer, { userId, email }: z.infer<typeof who>): string {
  return sealer.seal(JSON.stringify({ userId, email }), PURPOSE)
}

/**
 * Ends the mails about notifications to a user; those about the security of their account go on. Done twice it is the same.
 * @throws InvalidTokenError when the token was not made here, or the address is theirs no longer.
 */
export async function unsubscribe({ database, sealer }: Identity, token: string): Promise<void> {
  const { userId, email } = openToken(sealer, token)
  await database.transaction(async transaction => {
    await holdUser(transaction, userId)
    if (!(await transaction.user.findUnique({ where: { id: userId, email } }))) throw new InvalidTokenError()
    const changes = notificationTypes.map(type => ({ type, email: false }))
    await writePreferences(transaction, userId, changes, null)
  })
}

function openToken(sealer: Sealer, token: string): z.infer<typeof who> {
  try {
    return who.parse(JSON.parse(sealer.open(token, PURPOSE)))
  } catch {
    throw new InvalidTokenError()
  }
}
