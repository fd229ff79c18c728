import { OrionError } from '@orion/common'
import { publishJob, settleJob } from '../job-types.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { withAccount } from './publication-row.ts'
import { ACTOR, finish } from './publish.ts'
import { tellFailed } from './tell.ts'

/** The platform was asked and is as unsure as we are; it is asked again later. */
class StillUnknown extends OrionError {
  constructor(platform: string) {
    super(`${platform} still cannot tell whether it has the post.`, {
      code: 'OUTCOME_UNKNOWN',
      status: 503,
      retryable: true,
    })
  }
}

/**
 * Settles a post whose outcome could not be told, by asking the platform and never by posting again: it has it, or it does not
 * and the publication can be tried again.
 */
export async function settle(publisher: Publisher, publicationId: string): Promise<void> {
  const publication = await publisher.database.client.publication.findUnique({
    where: { id: publicationId },
    include: withAccount,
  })
  if (publication?.status !== 'UNKNOWN') return
  const platform = publisher.platforms[publication.platform]
  const known = await platform.lookup(publication.account, publication.id)
  if (known === 'unknown') throw new StillUnknown(platform.name)
  if (known !== 'absent') return finish(publisher, publication, known)
  const reason = `${platform.name} does not have the post; it can be tried again.`
  await publisher.database.transaction(async transaction => {
    await changeStatus(transaction, publication, 'FAILED', { actor: ACTOR, reason, data: { error: reason } })
    await tellFailed(publisher, transaction, publication, 'FAILED', reason)
  })
}

const OVERDUE_MS = 60_000
const UNSETTLED_MS = 15 * 60_000

/**
 * Brings back what a queue may have lost: posts whose time came a minute ago and that nobody took, posts whose process died, and
 * outcomes that nobody settled for a quarter of an hour. One that is in a queue after all is posted once all the same.
 */
export async function wakeOverdue({ database, jobs }: Publisher): Promise<number> {
  const before = (ms: number) => new Date(Date.now() - ms)
  const [overdue, unsettled] = await Promise.all([
    database.client.publication.findMany({
      where: {
        OR: [
          { status: 'SCHEDULED', scheduledAt: { lt: before(OVERDUE_MS) } },
          { status: 'PUBLISHING', leaseUntil: { lt: before(OVERDUE_MS) } },
          { status: 'PUBLISHING', leaseUntil: null, movedAt: { lt: before(UNSETTLED_MS) } },
        ],
      },
      select: { id: true },
      take: 100,
    }),
    database.client.publication.findMany({
      where: { status: 'UNKNOWN', movedAt: { lt: before(UNSETTLED_MS) } },
      select: { id: true },
      take: 100,
    }),
  ])
  if (overdue.length + unsettled.length === 0) return 0
  await database.transaction(async transaction => {
    for (const { id } of overdue) await jobs.enqueue(transaction, publishJob, { publicationId: id })
    for (const { id } of unsettled) {
      await jobs.enqueue(transaction, settleJob, { publicationId: id })
      await transaction.publication.updateMany({
        where: { id, status: 'UNKNOWN' },
        data: { movedAt: new Date() },
      })
    }
  })
  return overdue.length + unsettled.length
}
