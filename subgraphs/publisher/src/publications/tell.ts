import type { Transaction } from '../database.ts'
import type { Posted } from '../platforms/platform.ts'
import type { Publisher } from '../publisher.ts'
import type { PublicationRow } from './publication-row.ts'

const aboutContent = ({ contentId, runId, userId, title }: PublicationRow) => ({
  contentId,
  runId,
  userId,
  title,
})
const toOwner = ({ contentId, userId }: PublicationRow) => ({
  subject: contentId,
  audience: { userIds: [userId] },
})

/** Tells where the stage PUBLISH of a run stands. */
export async function tellStage(
  { events }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  change: { status: 'RUNNING' | 'COMPLETED' | 'FAILED'; attempt: number; error?: string },
): Promise<void> {
  await events.publish(transaction, 'pipeline.stage_changed', {
    ...toOwner(publication),
    data: {
      ...aboutContent(publication),
      stage: 'PUBLISH',
      status: change.status,
      attempt: change.attempt,
      provider: publication.platform.toLowerCase(),
      error: change.error ?? null,
      gateId: null,
    },
  })
}

/** Tells that a platform has the video. */
export async function tellPublished(
  { events, platforms }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  { postId, postUrl }: Posted,
  publishedAt: Date,
): Promise<void> {
  const { id, accountId, platform, account } = publication
  await events.publish(transaction, 'content.published', {
    ...toOwner(publication),
    data: {
      ...aboutContent(publication),
      publicationId: id,
      accountId,
      platform,
      postId,
      postUrl: postUrl ?? platforms[platform].currentUrl(account, postId),
      publishedAt: publishedAt.toISOString(),
    },
  })
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
  await events.publish(transaction, 'publication.failed', {
    ...toOwner(publication),
    data: { ...aboutContent(publication), publicationId: id, platform, error, outcome },
  })
}
