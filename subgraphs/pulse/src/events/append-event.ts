import type { Envelope, SubscribedBy } from '@orion/common'
import { messageOf } from '@orion/common/events/event-messages'
import type { Transaction } from '../database.ts'

type Logged = SubscribedBy<'pulse'>

const textOf = (data: object, key: string) => {
  const value: unknown = Object.entries(data).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : null
}

/**
 * Writes an event to the log, once however often it comes. The lock makes entries visible in the order of their
 * sequence: who read up to one entry misses none by reading on from there. Call it last in a transaction, since others
 * wait for its end.
 */
export async function appendEvent<Name extends Logged>(
  transaction: Transaction,
  name: Name,
  event: Envelope<Name>,
): Promise<void> {
  const { data } = event
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.pulse.events'))`
  await transaction.event.createMany({
    data: {
      id: event.id,
      position: event.sequence ? BigInt(event.sequence) : null,
      type: event.type,
      source: event.source,
      subject: event.subject,
      // A notification repeats what another event told about a content: it is not part of the content's story.
      contentId: name === 'notification.created' ? null : textOf(data, 'contentId'),
      trendId: name === 'notification.created' ? null : textOf(data, 'trendId'),
      ownerId: textOf(data, 'userId'),
      message: messageOf(name, data),
      data: JSON.parse(JSON.stringify(data)),
      audience: event.audience,
      time: event.time,
    },
    skipDuplicates: true,
  })
}
