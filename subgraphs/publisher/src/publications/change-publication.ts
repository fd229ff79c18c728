import { maySee, NotFoundError, type Viewer } from '@orion/common'
import type { Transaction } from '../database.ts'
import { publishJob } from '../job-types.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'

/** Takes a publication back before it is sent. @throws ConflictError when it is too late. */
export function cancelPublication(publisher: Publisher, viewer: Viewer, id: string): Promise<PublicationRow> {
  return change(publisher, viewer, id, (transaction, publication) =>
    changeStatus(transaction, publication, 'CANCELLED', { actor: viewer.userId }),
  )
}

/** Tries a failed or cancelled publication again. @throws ConflictError when it is neither. */
export function retryPublication(publisher: Publisher, viewer: Viewer, id: string): Promise<PublicationRow> {
  return change(publisher, viewer, id, async (transaction, publication) => {
    await changeStatus(transaction, publication, 'QUEUED', {
      actor: viewer.userId,
      data: { error: null, scheduledAt: null },
    })
    await publisher.jobs.enqueue(transaction, publishJob, { publicationId: id })
  })
}

async function change(
  { database }: Publisher,
  viewer: Viewer,
  id: string,
  apply: (transaction: Transaction, publication: PublicationRow) => Promise<void>,
): Promise<PublicationRow> {
  return database.transaction(async transaction => {
    const publication = await transaction.publication.findUnique({ where: { id }, include: withAccount })
    if (!publication || !maySee(viewer, publication.userId)) throw new NotFoundError('publication', id)
    await apply(transaction, publication)
    return transaction.publication.findUniqueOrThrow({ where: { id }, include: withAccount })
  })
}
