import { ConflictError } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Prisma, PublicationStatus } from '../generated/prisma/client.ts'
import { leaseEnd } from './lease.ts'

/** From where a publication may go where. Posting cannot be undone, so PUBLISHED is the end. */
const moves: Record<PublicationStatus, readonly PublicationStatus[]> = {
  SCHEDULED: ['PUBLISHING', 'CANCELLED'],
  QUEUED: ['PUBLISHING', 'CANCELLED', 'FAILED'],
  // From PUBLISHING again when the process that posted it died.
  PUBLISHING: ['PUBLISHING', 'PUBLISHED', 'FAILED', 'UNKNOWN'],
  UNKNOWN: ['PUBLISHED', 'FAILED'],
  FAILED: ['QUEUED', 'SCHEDULED'],
  CANCELLED: ['QUEUED', 'SCHEDULED'],
  PUBLISHED: [],
}

/**
 * Moves a publication from where it was seen to `to` by compare-and-set, and records it.
 * @throws ConflictError when it stands elsewhere by now.
 */
export async function changeStatus(
  transaction: Transaction,
  publication: { id: string; status: PublicationStatus },
  to: PublicationStatus,
  change: { actor: string; reason?: string; data?: Prisma.PublicationUpdateManyMutationInput },
): Promise<void> {
  const from = publication.status
  const { count } = moves[from].includes(to)
    ? await transaction.publication.updateMany({
        where: { id: publication.id, status: from },
        data: {
          ...change.data,
          status: to,
          leaseUntil: to === 'PUBLISHING' ? leaseEnd() : null,
          movedAt: new Date(),
        },
      })
    : { count: 0 }
  if (count === 0)
    throw new ConflictError(`The publication is ${from} and cannot become ${to}, or it has changed by now.`)
  await transaction.publicationTransition.create({
    data: { publicationId: publication.id, from, to, actor: change.actor, reason: change.reason ?? null },
  })
}
