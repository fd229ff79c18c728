import { type JobContext, OrionError } from '@orion/common'
import { video as videoShape } from '@orion/common/events/schemas'
import { OutcomeUnknown, type Post, type Posted } from '../platforms/platform.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'
import { tellFailed, tellPublished, tellStage } from './tell.ts'

const ACTOR = 'publisher'

/**
 * Posts one publication, once: what was begun before (a killed process, a time-out) is settled by asking the platform; only what the
 * platform does not have is sent.
 */
export async function publish(
  publisher: Publisher,
  publicationId: string,
  { signal, log }: Pick<JobContext<unknown>, 'signal' | 'log'>,
): Promise<void> {
  const publication = await begin(publisher, publicationId)
  if (!publication) return
  const platform = publisher.platforms[publication.platform]
  const wasSentBefore = publication.attempts > 1
  const known = wasSentBefore ? await platform.lookup(publication.account, publication.id) : 'absent'
  if (known === 'unknown') throw new OutcomeUnknown(`${platform.name} cannot tell whether it has the post.`)
  const posted = known === 'absent' ? await send(publisher, publication, signal) : known
  await finish(publisher, publication, posted)
  log.info({ publicationId, platform: platform.name, attempts: publication.attempts }, 'published')
}

/** Takes a publication that waits, or one that was begun before; null for one that needs nothing any more. */
async function begin(publisher: Publisher, id: string): Promise<PublicationRow | null> {
  return publisher.database.transaction(async transaction => {
    await transaction.$queryRawUnsafe('SELECT id FROM publications WHERE id = $1::uuid FOR UPDATE', id)
    const publication = await transaction.publication.findUnique({ where: { id }, include: withAccount })
    if (!publication || ['PUBLISHED', 'FAILED', 'CANCELLED'].includes(publication.status)) return null
    if (publication.status === 'PUBLISHING') {
      await transaction.publication.update({ where: { id }, data: { attempts: { increment: 1 } } })
    } else {
      await changeStatus(transaction, publication, 'PUBLISHING', {
        actor: ACTOR,
        data: { attempts: { increment: 1 } },
      })
      await tellStage(publisher, transaction, publication, {
        status: 'RUNNING',
        attempt: publication.attempts + 1,
      })
    }
    return { ...publication, status: 'PUBLISHING', attempts: publication.attempts + 1 }
  })
}

async function send(
  publisher: Publisher,
  publication: PublicationRow,
  stopping: AbortSignal,
): Promise<Posted> {
  const { database, configuration, platforms } = publisher
  const content = await database.client.approvedContent.findUniqueOrThrow({
    where: { contentId: publication.contentId },
  })
  const video = videoShape.parse(content.video)
  const portrait = video.thumbnails.find(({ height, width }) => height > width) ?? video.thumbnails[0]
  const post: Post = {
    title: publication.title,
    text: publication.text,
    videoKey: video.fileKey,
    thumbnailKey: portrait?.fileKey ?? null,
    durationSeconds: video.durationSeconds,
  }
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(configuration.PUBLISHER_POST_TIMEOUT_MS)])
  return platforms[publication.platform].publish(post, publication.account, publication.id, signal)
}

async function finish(publisher: Publisher, publication: PublicationRow, posted: Posted): Promise<void> {
  const publishedAt = new Date()
  await publisher.database.transaction(async transaction => {
    await changeStatus(transaction, publication, 'PUBLISHED', {
      actor: ACTOR,
      data: { ...posted, publishedAt, error: null },
    })
    await tellStage(publisher, transaction, publication, {
      status: 'COMPLETED',
      attempt: publication.attempts,
    })
    await tellPublished(publisher, transaction, publication, posted, publishedAt)
  })
}

/** Called when a publication's last try failed. */
export async function failPublication(
  publisher: Publisher,
  publicationId: string,
  error: Error,
): Promise<void> {
  const outcome = error instanceof OrionError && error.code === 'OUTCOME_UNKNOWN' ? 'UNKNOWN' : 'FAILED'
  await publisher.database.transaction(async transaction => {
    const publication = await transaction.publication.findUnique({
      where: { id: publicationId },
      include: withAccount,
    })
    if (publication?.status !== 'PUBLISHING' && publication?.status !== 'QUEUED') return
    await changeStatus(transaction, publication, outcome, {
      actor: ACTOR,
      reason: error.message,
      data: { error: error.message },
    })
    await tellStage(publisher, transaction, publication, {
      status: 'FAILED',
      attempt: Math.max(1, publication.attempts),
      error: error.message,
    })
    await tellFailed(publisher, transaction, publication, outcome, error.message)
  })
}
