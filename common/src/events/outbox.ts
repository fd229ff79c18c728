import { randomUUID } from 'node:crypto'
import type { SqlExecutor } from '../database/sql.ts'
import type { EventData, EventName, ServiceName } from './catalogue.ts'
import { type Audience, createEnvelope } from './envelope.ts'
import { deliverySchema } from './tables.ts'

/** What an event tells, and who may see it live. Admins always may. */
export interface OutgoingEvent<Name extends EventName> {
  /** The id of what it is about. */
  subject: string
  data: EventData<Name>
  audience: Partial<Audience>
}

/** Writes events in the same transaction as the change they tell of: both happen, or neither. */
export interface EventPublisher {
  /**
   * @returns the event's id.
   * @throws EventFormatError when the data does not fit the catalogue.
   */
  publish<Name extends EventName>(
    transaction: SqlExecutor,
    name: Name,
    event: OutgoingEvent<Name>,
  ): Promise<string>
}

/** An entry of the outbox: an event for the subscribers, or a job for this service itself. */
export interface OutboxEntry {
  id: string
  kind: 'event' | 'job'
  name: string
  payload: unknown
  options?: Record<string, unknown>
}

/** Puts an entry into the service's outbox; an id that is there already is left as it is. */
export async function writeOutbox(
  transaction: SqlExecutor,
  service: ServiceName,
  entry: OutboxEntry,
): Promise<void> {
  await transaction.$executeRawUnsafe(
    `INSERT INTO ${deliverySchema(service)}.outbox (id, kind, name, payload, options)
     VALUES ($1::uuid, $2, $3, $4::jsonb, $5::jsonb) ON CONFLICT (id) DO NOTHING`,
    entry.id,
    entry.kind,
    entry.name,
    JSON.stringify(entry.payload),
    JSON.stringify(entry.options ?? {}),
  )
}

/** The publisher of one service. */
export function createEventPublisher(service: ServiceName): EventPublisher {
  return {
    async publish(transaction, name, event) {
      const envelope = createEnvelope(service, name, event)
      await writeOutbox(transaction, service, { id: envelope.id, kind: 'event', name, payload: envelope })
      return envelope.id
    },
  }
}

/** A job for this service itself, kept in the outbox until the queue has it. */
export async function writeJob(
  transaction: SqlExecutor,
  service: ServiceName,
  job: { name: string; data: unknown; delayMs?: number; id?: string },
): Promise<void> {
  await writeOutbox(transaction, service, {
    id: job.id ?? randomUUID(),
    kind: 'job',
    name: job.name,
    payload: job.data,
    options: job.delayMs ? { runAt: Date.now() + job.delayMs } : {},
  })
}
