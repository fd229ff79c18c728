import { describeError, type JobContext, OrionError, timeoutSignal } from '@orion/common'
import { targetPlatforms, video as videoShape } from '@orion/common/events/schemas'
import { z } from 'zod'
import { publishJob, settleJob } from '../job-types.ts'
import { checkPost, OutcomeUnknown, type Post, type Posted, PostRefused } from '../platforms/platform.ts'
import { composePostTitle } from '../platforms/post-text.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { underLease } from './lease.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'
import { tellFailed, tellPublished, tellStage } from './tell.ts'

export const ACTOR = 'publisher'

/** Another process posts the publication at this moment. */
export class BeingPosted extends OrionError {
  constructor(id: string) {
    super(`The publication ${id} is being posted by another process.`, {
      code: 'BEING_POSTED',
      status: 503,
      retryable: true,
    })
  }
}

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
  try {
    const posted = await underLease(publisher, publicationId, async () => {
      const known = wasSentBefore ? await platform.lookup(publication.account, publication.id) : 'absent'
      if (known === 'unknown')
        throw new OutcomeUnknown(`${platform.name} cannot tell whether it has the post.`)
      return known === 'absent' ? send(publisher, publication, signal) : known
    })
    await finish(publisher, publication, posted)
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error
    return giveUp(publisher, publicationId, 'UNKNOWN', error.message)
  }
  log.info({ publicationId, platform: platform.name, attempts: publication.attempts }, 'published')
}

/**
 * Takes a publication that waits, or one whose process died; null for one that needs nothing now. One whose time has not come
 * is put off again.
 * @throws BeingPosted while the process that took it is alive
 */
async function begin(publisher: Publisher, id: string): Promise<PublicationRow | null> {
  return publisher.database.transaction(async transaction => {
    await transaction.$queryRawUnsafe('SELECT id FROM publications WHERE id = $1::uuid FOR UPDATE', id)
    const publication = await transaction.publication.findUnique({ where: { id }, include: withAccount })
    if (!publication) return null
    const { status, scheduledAt, leaseUntil } = publication
    const delayMs = (scheduledAt?.getTime() ?? 0) - Date.now()
    if (status === 'SCHEDULED' && delayMs > 0) {
      await publisher.jobs.enqueue(transaction, publishJob, { publicationId: id }, { delayMs })
      return null
    }
    if (status === 'PUBLISHING') {
      if (leaseUntil !== null && leaseUntil.getTime() > Date.now()) throw new BeingPosted(id)
    } else if (status !== 'QUEUED' && status !== 'SCHEDULED') return null
    const attempts = publication.attempts + 1
    await changeStatus(transaction, publication, 'PUBLISHING', { actor: ACTOR, data: { attempts } })
    await tellStage(publisher, transaction, { ...publication, attempts }, { status: 'RUNNING' })
    return { ...publication, status: 'PUBLISHING', attempts }
  })
}

async function send(
  publisher: Publisher,
  publication: PublicationRow,
  stopping: AbortSignal,
): Promise<Posted> {
  const { configuration, platforms } = publisher
  const platform = platforms[publication.platform]
  const post = await composePost(publisher, publication)
  checkPost(post, platform)
  const signal = AbortSignal.any([stopping, timeoutSignal(configuration.PUBLISHER_POST_TIMEOUT_MS)])
  return platform.publish(post, publication.account, publication.id, signal)
}

async function composePost(
  { database, files, platforms }: Publisher,
  { contentId, runId, platform, title, text }: PublicationRow,
): Promise<Post> {
  const content = await database.client.approvedContent.findUniqueOrThrow({ where: { contentId } })
  if (content.runId !== runId)
    throw new PostRefused('The content was made anew since; publish the new video instead of this one.')
  const video = videoShape.parse(content.video)
  if (!(await files.exists(video.fileKey)))
    throw new PostRefused(`There is no file ${video.fileKey} any more; render the video again.`)
  const target = z.enum(targetPlatforms).parse(content.platform)
  const portrait = video.thumbnails.find(({ height, width }) => height > width) ?? video.thumbnails[0]
  return {
    title: composePostTitle(title, platforms[platform].limits(target)),
    text,
    videoKey: video.fileKey,
    thumbnailKey: portrait?.fileKey ?? null,
    durationSeconds: video.durationSeconds,
    target,
  }
}

/** Notes that the platform has the post, and tells it. */
export async function finish(
  publisher: Publisher,
  publication: PublicationRow,
  posted: Posted,
): Promise<void> {
  const publishedAt = new Date()
  await publisher.database.transaction(async transaction => {
    await changeStatus(transaction, publication, 'PUBLISHED', {
      actor: ACTOR,
      data: { ...posted, publishedAt, error: null },
    })
    await tellStage(publisher, transaction, publication, { status: 'COMPLETED' })
    await tellPublished(publisher, transaction, publication, posted, publishedAt)
  })
}

/**
 * Called when a publication's last try failed. Whatever the failure was, the platform may have the post all the same: it is
 * asked.
 */
export async function failPublication(
  publisher: Publisher,
  publicationId: string,
  error: Error,
): Promise<void> {
  const publication = await publisher.database.client.publication.findUnique({
    where: { id: publicationId },
    include: withAccount,
  })
  if (publication?.status !== 'PUBLISHING' || error instanceof BeingPosted) return
  const platform = publisher.platforms[publication.platform]
  const known = await platform.lookup(publication.account, publicationId).catch(() => 'unknown' as const)
  if (known === 'absent') await giveUp(publisher, publicationId, 'FAILED', describeError(error))
  else if (known === 'unknown') await giveUp(publisher, publicationId, 'UNKNOWN', describeError(error))
  else await finish(publisher, publication, known)
}

/** Ends the tries, and tells it. An outcome that cannot be told is settled a little later. */
async function giveUp(
  publisher: Publisher,
  publicationId: string,
  outcome: 'FAILED' | 'UNKNOWN',
  error: string,
): Promise<void> {
  await publisher.database.transaction(async transaction => {
    const publication = await transaction.publication.findUnique({
      where: { id: publicationId },
      include: withAccount,
    })
    if (publication?.status !== 'PUBLISHING') return
    await changeStatus(transaction, publication, outcome, { actor: ACTOR, reason: error, data: { error } })
    await tellStage(publisher, transaction, publication, { status: 'FAILED', error })
    await tellFailed(publisher, transaction, publication, outcome, error)
    if (outcome === 'UNKNOWN')
      await publisher.jobs.enqueue(
        transaction,
        settleJob,
        { publicationId },
        { delayMs: publisher.configuration.PUBLISHER_SETTLE_AFTER_MS },
      )
  })
}
