import {
  ConflictError,
  InvalidInputError,
  maySee,
  NotFoundError,
  OrionError,
  type Viewer,
} from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Director, DirectorTools } from '../director.ts'
import type { Content, Run } from '../generated/prisma/client.ts'
import type { EntryPoint } from '../generated/prisma/enums.ts'
import { lockContent } from '../history/lock-content.ts'
import { startRun } from '../runs/start-run.ts'
import type { Started } from './generate-content.ts'

/** How often a content may be made again on a reviewer's feedback. */
export const mostRegenerations = 3
const longestFeedback = 2_000

/** The content was made again as often as it may. */
export class RegenerationLimitError extends OrionError {
  constructor(contentId: string) {
    super(
      `The content ${contentId} was made again ${mostRegenerations} times already; make a new one from its trend.`,
      { code: 'LIMIT_REACHED', status: 409 },
    )
  }
}

/**
 * Makes a rejected content again, with the feedback.
 * @throws ConflictError when it is not rejected, RegenerationLimitError when it was made again three times
 */
export async function regenerateContent(
  director: Director,
  viewer: Viewer,
  contentId: string,
  feedback: string,
): Promise<Started> {
  const note = requireFeedback(feedback, 'feedback')
  return director.database.transaction(async transaction => {
    const content = await lockVisible(transaction, viewer, contentId)
    if (content.status !== 'REJECTED') {
      throw new ConflictError(
        `The content ${contentId} is ${content.status}; only rejected ones can be made again.`,
      )
    }
    const run = await startRegeneration(director, transaction, content, note, viewer.userId)
    return { content: await transaction.content.findUniqueOrThrow({ where: { id: contentId } }), run }
  })
}

/** Starts the new run of a content that is REJECTED by now. Needs the lock of the content. */
export async function startRegeneration(
  director: DirectorTools,
  transaction: Transaction,
  content: Content,
  feedback: string,
  actor: string,
): Promise<Run> {
  if (content.regenerations >= mostRegenerations) throw new RegenerationLimitError(content.id)
  await transaction.content.update({
    where: { id: content.id },
    data: { feedback: { push: feedback }, regenerations: { increment: 1 } },
  })
  return startRun(director, transaction, content, 'STRATEGIST', { actor, reason: feedback })
}

/**
 * Starts a failed content again at the stage that failed, with everything that was finished before.
 * @throws ConflictError when it has not failed
 */
export async function retryContent(director: Director, viewer: Viewer, contentId: string): Promise<Started> {
  return director.database.transaction(async transaction => {
    const content = await lockVisible(transaction, viewer, contentId)
    if (content.status !== 'FAILED') {
      throw new ConflictError(
        `The content ${contentId} is ${content.status}; only failed ones can be started again.`,
      )
    }
    const startAt = await entryAfterFailure(transaction, content)
    const run = await startRun(director, transaction, content, startAt, {
      actor: viewer.userId,
      reason: 'Started again.',
    })
    return { content: await transaction.content.findUniqueOrThrow({ where: { id: contentId } }), run }
  })
}

/** The first of the director's stages that the last run has not completed; after all of them, the handing over. */
async function entryAfterFailure(transaction: Transaction, content: Content): Promise<EntryPoint> {
  const last = await transaction.run.findFirstOrThrow({
    where: { contentId: content.id },
    orderBy: { attempt: 'desc' },
    include: { stages: true },
  })
  const order = ['STRATEGIST', 'CREATOR', 'ANALYST', 'HAND_OVER'] as const
  const completed = new Set<string>(
    last.stages.filter(row => row.status === 'COMPLETED').map(row => row.stage),
  )
  const from = order.indexOf(last.startAt)
  return order.slice(from).find(stage => !completed.has(stage)) ?? 'HAND_OVER'
}

async function lockVisible(transaction: Transaction, viewer: Viewer, contentId: string): Promise<Content> {
  await lockContent(transaction, contentId)
  const content = await transaction.content.findUnique({ where: { id: contentId } })
  if (!content || !maySee(viewer, content.ownerId)) throw new NotFoundError('content', contentId)
  return content
}

/** @throws InvalidInputError when there is none, or it is too long */
export function requireFeedback(feedback: string | null | undefined, field: string): string {
  const note = feedback?.trim() ?? ''
  if (note === '') throw new InvalidInputError(`"${field}" must say what to do differently.`, [field])
  if (note.length > longestFeedback) {
    throw new InvalidInputError(`"${field}" has ${note.length} characters; ${longestFeedback} is the most.`, [
      field,
    ])
  }
  return note
}
