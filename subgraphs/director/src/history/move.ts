import { aboutRun, ConflictError } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { DirectorTools } from '../director.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { ContentStatus, RunStatus, TransitionSubject } from '../generated/prisma/enums.ts'
import { runOf } from './run-of.ts'
import { contentMoves, runMoves } from './status-moves.ts'

/** Who changes a status, and why. */
export interface Cause {
  /** A user's id, or the name of a service or policy. */
  actor: string
  reason?: string | null
  /** The run it happens in, if any. */
  runId?: string | null
}

/** The parts of a content that its events tell. */
export interface ToldContent {
  id: string
  ownerId: string
  trendId: string
  title: string
}

/**
 * Moves a content on, compare-and-set: of two that move it at once, one wins. The change is recorded and told.
 * @throws ConflictError when the content stands where this move does not begin, or somebody else was faster
 */
export async function moveContent(
  director: DirectorTools,
  transaction: Transaction,
  content: ToldContent,
  to: ContentStatus,
  cause: Cause,
  data: Prisma.ContentUpdateManyMutationInput = {},
): Promise<void> {
  const { status: from } = await transaction.content.findUniqueOrThrow({
    where: { id: content.id },
    select: { status: true },
  })
  if (!contentMoves[from].includes(to)) throw refused('content', content.id, from, to)
  const moved = await transaction.content.updateMany({
    where: { id: content.id, status: from },
    data: { ...data, status: to },
  })
  if (moved.count === 0) throw overtaken('content', content.id)
  await recordMove(transaction, 'CONTENT', content.id, from, to, cause)
  await tellContent(director, transaction, content, to, cause)
}

/** Tells that a content's status or text changed. */
export async function tellContent(
  director: DirectorTools,
  transaction: Transaction,
  content: ToldContent,
  status: ContentStatus,
  cause: Cause,
): Promise<void> {
  await director.events.publish(
    transaction,
    'content.updated',
    aboutRun(runOf(content, cause.runId ?? null), {
      trendId: content.trendId,
      title: content.title,
      status,
      reason: cause.reason ?? null,
    }),
  )
}

/**
 * Moves a run on, compare-and-set, and records it.
 * @throws ConflictError when the run stands where this move does not begin, or somebody else was faster
 */
export async function moveRun(
  transaction: Transaction,
  runId: string,
  to: RunStatus,
  cause: Cause,
  data: Prisma.RunUpdateManyMutationInput = {},
): Promise<void> {
  const { status: from } = await transaction.run.findUniqueOrThrow({
    where: { id: runId },
    select: { status: true },
  })
  if (!runMoves[from].includes(to)) throw refused('run', runId, from, to)
  const ending = runMoves[to].length === 0 ? { endedAt: new Date(), movedAt: null } : {}
  const moved = await transaction.run.updateMany({
    where: { id: runId, status: from },
    data: { ...ending, ...data, status: to },
  })
  if (moved.count === 0) throw overtaken('run', runId)
  await recordMove(transaction, 'RUN', runId, from, to, cause)
}

/** Writes a change of status into the history. */
export async function recordMove(
  transaction: Transaction,
  subject: TransitionSubject,
  subjectId: string,
  from: string | null,
  to: string,
  { actor, reason }: Cause,
): Promise<void> {
  await transaction.transition.create({
    data: { subject, subjectId, from, to, actor, reason: reason ?? null },
  })
}

function refused(what: string, id: string, from: string, to: string): ConflictError {
  return new ConflictError(`The ${what} ${id} is ${from}, so it cannot become ${to}. Load it again.`, {
    status: from,
  })
}

function overtaken(what: string, id: string): ConflictError {
  return new ConflictError(`Somebody else changed the ${what} ${id} at the same moment. Load it again.`)
}
