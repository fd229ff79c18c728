import type { SqlExecutor } from '../database/sql.ts'
import { currentAccess, currentOrigin, currentRequest } from '../service/request-context.ts'
import type { EventData } from './catalogue.ts'
import type { EventPublisher } from './outbox.ts'

type Told = EventData<'audit.recorded'>

/** An act of this service that matters for security. */
export interface RecordedAct {
  /** One of the catalogue's `recordedActs`; a new kind of act also needs a value of identity's `AuditAction`. */
  action: Told['action']
  /** The user who did it. */
  actorId: string
  /** The UUID of whom or what it was done to. */
  subjectId: string
  /** Further facts that admins may see. Never secrets, nor what people type freely. */
  details?: Told['details']
}

/**
 * Records an act in identity's audit log, in the transaction of the act itself, so that neither is there without the other;
 * with the time, from where the request at work came, and in which session or with which API key it was made:
 *
 *     await recordAct(events, transaction, { action: 'GATE_DECIDED', actorId: viewer.userId, subjectId: gate.id })
 */
export async function recordAct(
  events: EventPublisher,
  transaction: SqlExecutor,
  { details = {}, ...act }: RecordedAct,
): Promise<void> {
  await events.publish(transaction, 'audit.recorded', {
    subject: act.subjectId,
    audience: {},
    data: {
      ...act,
      details,
      ...currentOrigin(),
      ...currentAccess(),
      requestId: currentRequest()?.requestId ?? null,
      at: new Date().toISOString(),
    },
  })
}
