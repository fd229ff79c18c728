import { aboutRun } from '@orion/common'
import { video } from '@orion/common/events/schemas'
import { postOf } from '../contents/approved-post.ts'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Content } from '../generated/prisma/client.ts'
import { moveContent } from '../history/move.ts'
import { runOf } from '../history/run-of.ts'

/** When and where to publish. */
export interface Publishing {
  /** At once when null. */
  publishAt: Date | null
  /** All active accounts of the owner when null. */
  accountIds: readonly string[] | null
}

/** Approves a content whose video passed the last gate, and tells the publisher. Needs the lock of the content. */
export async function approveVideo(
  director: DirectorTools,
  transaction: Transaction,
  content: Content,
  runId: string,
  actor: string,
  { publishAt, accountIds }: Publishing,
): Promise<void> {
  const trend = await transaction.trend.findUniqueOrThrow({ where: { id: content.trendId } })
  await moveContent(director, transaction, content, 'APPROVED', {
    actor,
    runId,
    reason: 'The video was approved.',
  })
  await director.events.publish(
    transaction,
    'content.approved',
    aboutRun(runOf(content, runId), {
      title: content.title,
      ...postOf(content, trend),
      platform: content.platform,
      video: video.parse(content.video),
      publishAt: publishAt?.toISOString() ?? null,
      accountIds: accountIds ? [...accountIds] : null,
      approvedBy: actor,
    }),
  )
}
