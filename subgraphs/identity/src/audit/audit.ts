import {
  type Access,
  currentAccess,
  currentOrigin,
  currentRequest,
  type Origin,
} from '@orion/common/service/request-context'
import type { Transaction } from '../database.ts'
import type { AuditAction } from '../generated/graphql.ts'

/** An act that matters for security. */
export interface Act {
  /** One of the schema's `AuditAction`; add a value, with a description, for a new kind of act. */
  action: AuditAction
  /** The user who did it; null when nobody was signed in, or Orion did it itself. */
  actorId: string | null
  /** The UUID of whom or what it was done to. */
  subjectId?: string | null
  /** Further facts that admins may see, such as the old and the new role. Never secrets, nor what may hold one by mistake. */
  details?: Record<string, string | number | boolean | string[]>
  /** From where it was done; the request at work by default. */
  origin?: Origin
  /** In which session, or with which API key; those of the request at work by default. */
  access?: Access
  /** The request in which it was done; the one at work by default. */
  requestId?: string | null
  /** When it was done; now by default. */
  at?: Date
}

/**
 * Records an act in the audit log, in the transaction of the act itself, so that neither is there without the other:
 *
 *     await audit(transaction, { action: 'USER_ROLE_CHANGED', actorId: viewer.userId, subjectId: user.id })
 */
export async function audit(transaction: Pick<Transaction, 'auditEntry'>, act: Act): Promise<void> {
  await transaction.auditEntry.create({ data: auditEntryOf(act) })
}

/** What is kept of an act, for a statement that writes it together with the act itself. */
export function auditEntryOf({ action, actorId, subjectId = null, details = {}, ...from }: Act) {
  const { ipAddress, userAgent } = from.origin ?? currentOrigin()
  const { sessionId, apiKeyId } = from.access ?? currentAccess()
  const { requestId = currentRequest()?.requestId ?? null, at } = from
  return { action, actorId, subjectId, details, ipAddress, userAgent, sessionId, apiKeyId, requestId, at }
}
