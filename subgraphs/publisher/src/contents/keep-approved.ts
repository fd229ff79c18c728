import type { EventData } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { ApprovedContent } from '../generated/prisma/client.ts'

/** Keeps a copy of an approved content; a newer approval takes the place of an older one. */
export function keepApproved(
  transaction: Transaction,
  data: EventData<'content.approved'>,
): Promise<ApprovedContent> {
  const { contentId, runId, userId, title, description, hashtags, platform, video } = data
  const content = { runId, userId, title, description, hashtags, platform, video, approvedAt: new Date() }
  return transaction.approvedContent.upsert({
    where: { contentId },
    create: { contentId, ...content },
    update: content,
  })
}
