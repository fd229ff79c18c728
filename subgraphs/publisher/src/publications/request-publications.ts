import {
  ConflictError,
  InvalidInputError,
  maySee,
  NotFoundError,
  recordAct,
  type Viewer,
} from '@orion/common'
import { targetPlatforms } from '@orion/common/events/schemas'
import { z } from 'zod'
import type { AccountRow } from '../accounts/account-row.ts'
import { accountsToPostTo } from '../accounts/accounts.ts'
import { lockContent } from '../contents/lock-content.ts'
import type { Transaction } from '../database.ts'
import type { ApprovedContent } from '../generated/prisma/client.ts'
import { isUuid } from '../ids.ts'
import { publishJob } from '../job-types.ts'
import { composePostText } from '../platforms/post-text.ts'
import type { Publisher } from '../publisher.ts'
import { changeStatus } from './change-status.ts'
import { type PublicationRow, withAccount } from './publication-row.ts'

/** What to publish where and when. */
export interface PublicationRequest {
  accountIds?: readonly string[] | null
  /** At once when null. */
  publishAt?: Date | null
  actor: string
  /** Whether publications that failed or were cancelled are tried again. */
  again?: boolean
}

/** Makes a publication for each account that has none of this run yet, and queues it. */
export async function requestPublications(
  publisher: Publisher,
  transaction: Transaction,
  content: ApprovedContent,
  request: PublicationRequest,
): Promise<PublicationRow[]> {
  const made: PublicationRow[] = []
  for (const account of await accountsToPostTo(transaction, content.userId, request.accountIds)) {
    const { contentId, runId } = content
    const known = await transaction.publication.findUnique({
      where: { contentId_runId_accountId: { contentId, runId, accountId: account.id } },
      include: withAccount,
    })
    const isOver = known?.status === 'FAILED' || known?.status === 'CANCELLED'
    if (!known) made.push(await addPublication(publisher, transaction, content, account, request))
    else if (isOver && request.again)
      made.push(await repeatPublication(publisher, transaction, known, request))
  }
  return made
}

const statusOf = ({ publishAt }: PublicationRequest) => (publishAt ? 'SCHEDULED' : 'QUEUED')
const delayOf = ({ publishAt }: PublicationRequest) =>
  publishAt ? Math.max(0, publishAt.getTime() - Date.now()) : 0

async function addPublication(
  { jobs, platforms }: Publisher,
  transaction: Transaction,
  content: ApprovedContent,
  account: AccountRow,
  request: PublicationRequest,
): Promise<PublicationRow> {
  const { contentId, runId, userId, title } = content
  const limits = platforms[account.platform].limits(z.enum(targetPlatforms).parse(content.platform))
  const status = statusOf(request)
  const publication = await transaction.publication.create({
    data: {
      contentId,
      runId,
      userId,
      accountId: account.id,
      platform: account.platform,
      status,
      title,
      text: composePostText(content, limits),
      scheduledAt: request.publishAt ?? null,
    },
    include: withAccount,
  })
  const { id } = publication
  await transaction.publicationTransition.create({
    data: { publicationId: id, to: status, actor: request.actor },
  })
  await jobs.enqueue(transaction, publishJob, { publicationId: id }, { delayMs: delayOf(request) })
  return publication
}

/** Queues a publication again that failed or was cancelled. */
export async function repeatPublication(
  { jobs }: Publisher,
  transaction: Transaction,
  publication: PublicationRow,
  request: PublicationRequest,
): Promise<PublicationRow> {
  const { id } = publication
  await changeStatus(transaction, publication, statusOf(request), {
    actor: request.actor,
    data: { error: null, scheduledAt: request.publishAt ?? null },
  })
  await jobs.enqueue(transaction, publishJob, { publicationId: id }, { delayMs: delayOf(request) })
  return transaction.publication.findUniqueOrThrow({ where: { id }, include: withAccount })
}

/** How far in the past a time may lie and still mean now, and how far ahead a post can be planned. */
const PAST_MS = 60_000
const AHEAD_MS = 365 * 86_400_000

/**
 * Publishes an approved content on a user's request; publications that failed or were cancelled are tried again.
 * @throws NotFoundError, ConflictError when it is on all these accounts already, InvalidInputError for a time that is past or over a
 *   year ahead.
 */
export async function publishContent(
  publisher: Publisher,
  viewer: Viewer,
  input: { contentId: string; accountIds?: readonly string[] | null; publishAt?: Date | null },
): Promise<PublicationRow[]> {
  const { contentId, accountIds, publishAt } = input
  const ahead = publishAt ? publishAt.getTime() - Date.now() : 0
  if (publishAt && (ahead < -PAST_MS || ahead > AHEAD_MS)) {
    const where = ahead < 0 ? 'in the past' : 'over a year ahead'
    throw new InvalidInputError(`${publishAt.toISOString()} is ${where}; leave it out to publish at once.`, [
      'publishAt',
    ])
  }
  return publisher.database.transaction(async transaction => {
    const content = isUuid(contentId) ? await lockContent(transaction, contentId) : null
    if (!content || !maySee(viewer, content.userId)) throw new NotFoundError('approved content', contentId)
    const request = { accountIds, publishAt, actor: viewer.userId, again: true }
    const made = await requestPublications(publisher, transaction, content, request)
    if (made.length === 0)
      throw new ConflictError('The content is published on these accounts already, or is about to be.')
    await recordAct(publisher.events, transaction, {
      action: 'PUBLICATION_REQUESTED',
      actorId: viewer.userId,
      subjectId: contentId,
      details: {
        publications: made.map(({ id }) => id),
        ...(publishAt ? { publishAt: publishAt.toISOString() } : {}),
      },
    })
    return made
  })
}
