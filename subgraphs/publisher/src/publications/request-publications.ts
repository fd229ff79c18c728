import { ConflictError, InvalidInputError, maySee, NotFoundError, type Viewer } from '@orion/common'
import { accountsToPostTo } from '../accounts/accounts.ts'
import type { Transaction } from '../database.ts'
import type { ApprovedContent } from '../generated/prisma/client.ts'
import { publishJob } from '../job-types.ts'
import { composePostText } from '../platforms/post-text.ts'
import type { Publisher } from '../publisher.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'

/** What to publish where and when. */
export interface PublicationRequest {
  accountIds?: readonly string[] | null
  /** At once when null. */
  publishAt?: Date | null
  actor: string
}

/** Makes a publication for each account that has none of this run yet, and queues it. */
export async function requestPublications(
  { jobs, platforms }: Publisher,
  transaction: Transaction,
  content: ApprovedContent,
  { accountIds, publishAt, actor }: PublicationRequest,
): Promise<PublicationRow[]> {
  const { contentId, runId, userId, title } = content
  const made: PublicationRow[] = []
  for (const account of await accountsToPostTo(transaction, userId, accountIds)) {
    const key = { contentId, runId, accountId: account.id }
    if (await transaction.publication.findUnique({ where: { contentId_runId_accountId: key } })) continue
    const status = publishAt ? 'SCHEDULED' : 'QUEUED'
    const text = composePostText(content, platforms[account.platform].maxTextLength)
    const publication = await transaction.publication.create({
      data: {
        ...key,
        userId,
        platform: account.platform,
        status,
        title,
        text,
        scheduledAt: publishAt ?? null,
      },
      include: withAccount,
    })
    await transaction.publicationTransition.create({
      data: { publicationId: publication.id, to: status, actor },
    })
    const delayMs = publishAt ? Math.max(0, publishAt.getTime() - Date.now()) : 0
    await jobs.enqueue(transaction, publishJob, { publicationId: publication.id }, { delayMs })
    made.push(publication)
  }
  return made
}

/**
 * Publishes an approved content on a user's request.
 * @throws NotFoundError, ConflictError when it is on all these accounts already, InvalidInputError when the time is past.
 */
export async function publishContent(
  publisher: Publisher,
  viewer: Viewer,
  input: { contentId: string; accountIds?: readonly string[] | null; publishAt?: Date | null },
): Promise<PublicationRow[]> {
  if (input.publishAt && input.publishAt.getTime() < Date.now() - 60_000) {
    throw new InvalidInputError(
      `${input.publishAt.toISOString()} is in the past; leave it out to publish at once.`,
      ['publishAt'],
    )
  }
  return publisher.database.transaction(async transaction => {
    const content = await transaction.approvedContent.findUnique({ where: { contentId: input.contentId } })
    if (!content || !maySee(viewer, content.userId))
      throw new NotFoundError('approved content', input.contentId)
    const made = await requestPublications(publisher, transaction, content, {
      ...input,
      actor: viewer.userId,
    })
    if (made.length === 0)
      throw new ConflictError('The content is published on these accounts already, or is about to be.')
    return made
  })
}
