import { maySee, NotFoundError, type RecordedAct, recordAct, type Viewer } from '@orion/common'
import type { Transaction } from '../database.ts'
import { isUuid } from '../ids.ts'
import { settleJob } from '../job-types.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'
import { repeatPublication } from './request-publications.ts'

/** Takes a publication back before it is sent. @throws ConflictError when it is too late. */
export function cancelPublication(publisher: Publisher, viewer: Viewer, id: string): Promise<PublicationRow> {
  return change(publisher, viewer, id, 'PUBLICATION_CANCELLED', (transaction, publication) =>
    changeStatus(transaction, publication, 'CANCELLED', { actor: viewer.userId }),
  )
}

/**
 * Tries a failed or cancelled publication again. For one whose outcome is unknown the platform is asked at once, and nothing is
 * sent. @throws ConflictError when it is none of these.
 */
export function retryPublication(publisher: Publisher, viewer: Viewer, id: string): Promise<PublicationRow> {
  return change(publisher, viewer, id, 'PUBLICATION_RETRIED', async (transaction, publication) => {
    if (publication.status === 'UNKNOWN')
      await publisher.jobs.enqueue(transaction, settleJob, { publicationId: id })
    else await repeatPublication(publisher, transaction, publication, { actor: viewer.userId })
  })
}

async function change(
  { database, events }: Publisher,
  viewer: Viewer,
  id: string,
  action: RecordedAct['action'],
  apply: (transaction: Transaction, publication: PublicationRow) => Promise<void>,
): Promise<PublicationRow> {
  return database.transaction(async transaction => {
    const publication = isUuid(id)
      ? await transaction.publication.findUnique({ where: { id }, include: withAccount })
      : null
    if (!publication || !maySee(viewer, publication.userId)) throw new NotFoundError('publication', id)
    await apply(transaction, publication)
    const { contentId, platform, status: from } = publication
    await recordAct(events, transaction, {
      action,
      actorId: viewer.userId,
      subjectId: id,
      details: { contentId, platform, from },
    })
    return transaction.publication.findUniqueOrThrow({ where: { id }, include: withAccount })
  })
}
