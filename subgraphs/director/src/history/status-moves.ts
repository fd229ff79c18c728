import type { ContentStatus, RunStatus } from '../generated/prisma/enums.ts'

/** From which status to which a content may move. */
export const contentMoves: Record<ContentStatus, readonly ContentStatus[]> = {
  DRAFT: ['GENERATING'],
  GENERATING: ['REVIEW', 'REJECTED', 'FAILED'],
  REVIEW: ['APPROVED', 'REJECTED'],
  APPROVED: ['PUBLISHED'],
  PUBLISHED: [],
  REJECTED: ['GENERATING'],
  FAILED: ['GENERATING'],
}

/** From which status to which a run may move. */
export const runMoves: Record<RunStatus, readonly RunStatus[]> = {
  PENDING: ['RUNNING', 'CANCELLED', 'FAILED'],
  RUNNING: ['AWAITING_REVIEW', 'COMPLETED', 'FAILED', 'CANCELLED'],
  AWAITING_REVIEW: ['RUNNING', 'FAILED', 'CANCELLED'],
  COMPLETED: [],
  FAILED: [],
  CANCELLED: [],
}

/** Whether a run has ended for good. */
export function hasEnded(status: RunStatus): boolean {
  return runMoves[status].length === 0
}
