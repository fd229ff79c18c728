import type { Viewer } from '@orion/common'
import { closeApiKeys } from '../api-keys/revoke-api-keys.ts'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'
import { tellNow, tellSurely } from '../revocation/tell-gateways.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import { closeSessions, type RevocationReason } from './revoke-sessions.ts'

/**
 * Ends all sessions of a user in the database, and with a new password their API keys.
 * @returns what to call after the commit: it makes the gateway refuse their access tokens at once.
 */
export async function endAllSessions(
  identity: Identity,
  transaction: Transaction,
  userId: string,
  reason: RevocationReason,
): Promise<() => Promise<void>> {
  // Tokens tell their time in whole seconds: those of this second are revoked, and none is issued before the next.
  const before = Math.floor(Date.now() / 1000) + 1
  await transaction.user.update({
    where: { id: userId },
    data: { accessValidFrom: new Date(before * 1000) },
  })
  await closeSessions(transaction, { userId }, reason)
  await tellSurely(identity, transaction, [{ userId }])
  // The gateways forget keys with everything else of the user.
  if (reason === 'password_changed') await closeApiKeys(transaction, { userId })
  return () => tellNow(identity, [{ userId, before }])
}

/** Signs the viewer out everywhere, here included. */
export async function logOutEverywhere(identity: Identity, viewer: Viewer): Promise<void> {
  const { userId } = viewer
  const revoke = await identity.database.transaction(async transaction => {
    await holdOwnAccount(transaction, viewer)
    await audit(transaction, { action: 'SIGNED_OUT_EVERYWHERE', actorId: userId, subjectId: userId })
    return endAllSessions(identity, transaction, userId, 'logout')
  })
  await revoke()
}
