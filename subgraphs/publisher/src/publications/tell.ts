import { aboutRun } from '@orion/common'
import { lockContent } from '../contents/lock-content.ts'
import type { Transaction } from '../database.ts'
import type { PublicationStatus } from '../generated/prisma/client.ts'
import type { Posted } from '../platforms/platform.ts'
import type { Publisher } from '../publisher.ts'
import type { PublicationRow } from './publication-row.ts'

/**
 * Tells where the stage PUBLISH of a run stands, which may have several publications: it is completed with the first that a
 * platform has, and failed only when none has it and none is under way.
 */
export async function tellStage(
  { events }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  change: { status: 'RUNNING' | 'COMPLETED' | 'FAILED'; error?: string },
): Promise<void> {
  const { contentId, runId, id, attempts } = publication
  await lockContent(transaction, contentId)
  const others = await transaction.publication.findMany({
    where: { contentId, runId, id: { not: id } },
    select: { status: true, attempts: true },
  })
  if (others.some(({ status }) => status === 'PUBLISHED')) return
  if (change.status === 'FAILED' && others.some(({ status }) => underWay.includes(status))) return
  await events.publish(
    transaction,
    'pipeline.stage_changed',
    aboutRun(publication, {
      title: publication.title,
      stage: 'PUBLISH',
      status: change.status,
      attempt: Math.max(1, attempts, ...others.map(other => other.attempts)),
      provider: publication.platform.toLowerCase(),
      error: change.error ?? null,
      gateId: null,
    }),
  )
}

const underWay: readonly PublicationStatus[] = ['SCHEDULED', 'QUEUED', 'PUBLISHING', 'UNKNOWN']

/** Tells that a platform has the video. */
export async function tellPublished(
  { events, platforms }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  { postId, postUrl }: Posted,
  publishedAt: Date,
): Promise<void> {
  const { id, accountId, platform, account } = publication
  await events.publish(
    transaction,
    'content.published',
    aboutRun(publication, {
      title: publication.title,
      publicationId: id,
      accountId,
      platform,
      postId,
      postUrl: postUrl ?? platforms[platform].currentUrl(account, postId),
      publishedAt: publishedAt.toISOString(),
    }),
  )
}

/** Tells that a platform refused a post, or cannot say whether it has it. */
export async function tellFailed(
  { events }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  outcome: 'FAILED' | 'UNKNOWN',
  error: string,
): Promise<void> {
  const { id, platform } = publication
  await events.publish(
    transaction,
    'publication.failed',
    aboutRun(publication, {
      title: publication.title,
      publicationId: id,
      platform,
      error,
      outcome,
    }),
  )
}
