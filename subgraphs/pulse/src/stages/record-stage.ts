import type { EventData } from '@orion/common'
import type { Transaction } from '../database.ts'

/** What a change of a stage says about its run: which column the time goes to, and how the stage ended. */
const meanings = {
  RUNNING: { column: 'started_at', outcome: null },
  COMPLETED: { column: 'ended_at', outcome: 'COMPLETED' },
  FAILED: { column: 'ended_at', outcome: 'FAILED' },
  // The work is done when the gate opens; what follows is waiting.
  AWAITING_REVIEW: { column: 'ended_at', outcome: 'COMPLETED' },
} as const satisfies Record<EventData<'pipeline.stage_changed'>['status'], object>

/**
 * Keeps one row for each try of a stage. The first start and the first end stay: work that waits at its gate was done
 * when the gate opened. The outcome told last holds, since a gate can still fail what was done.
 */
export async function recordStage(
  transaction: Transaction,
  data: EventData<'pipeline.stage_changed'>,
  time: Date,
): Promise<void> {
  if (data.stage === 'VIDEO') return // a gate without work of its own
  const { column, outcome } = meanings[data.status]
  await transaction.$executeRawUnsafe(
    `INSERT INTO stage_runs AS known (run_id, stage, attempt, content_id, owner_id, provider, ${column}, outcome, error)
     VALUES ($1::uuid, $2, $3::int, $4::uuid, $5::uuid, $6, $7::timestamptz, $8::"StageOutcome", $9)
     ON CONFLICT (run_id, stage, attempt) DO UPDATE SET
       provider = COALESCE(excluded.provider, known.provider),
       ${column} = LEAST(known.${column}, excluded.${column}),
       outcome = COALESCE(excluded.outcome, known.outcome),
       error = CASE WHEN excluded.outcome IS NULL THEN known.error ELSE excluded.error END`,
    data.runId,
    data.stage,
    data.attempt,
    data.contentId,
    data.userId,
    data.provider,
    time,
    outcome,
    data.error,
  )
}
