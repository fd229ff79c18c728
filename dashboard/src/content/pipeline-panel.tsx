'use client'

import { TriangleAlert } from 'lucide-react'
import type { ContentCoreFragment } from '#generated/graphql.ts'
import { RUN_STATUS } from '#pipeline/names.ts'
import { runProgress } from '#pipeline/run-progress.ts'
import { StageTracker } from '#pipeline/stage-tracker.tsx'
import { Elapsed } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { type LiveRun, withLiveNews } from './live-stages.ts'

interface PipelinePanelProps {
  content: ContentCoreFragment
  live: { run: LiveRun | null; message: string | null }
}

const TONE = {
  PENDING: 'accent',
  RUNNING: 'accent',
  AWAITING_REVIEW: 'warn',
  COMPLETED: 'ok',
  FAILED: 'bad',
  CANCELLED: 'warn',
} as const

/** The newest run, stage by stage, as it happens. */
export function PipelinePanel({ content, live }: PipelinePanelProps) {
  const run = content.currentRun
  if (!run) {
    return (
      <Panel title="Pipeline">
        <p className="text-muted">The pipeline has not begun with this content.</p>
      </Panel>
    )
  }
  const stages = withLiveNews(run, live.run)
  const { fraction } = runProgress(stages)
  const isCancelled = run.status === 'CANCELLED'
  const error = content.status === 'FAILED' && !isCancelled ? (content.error ?? run.error) : null
  return (
    <Panel
      title="Pipeline"
      aside={
        <span className="flex items-center gap-2 text-muted text-xs">
          {run.attempt > 1 && <span>Run {run.attempt} ·</span>}
          <span>{RUN_STATUS[run.status]}</span>
          {run.startedAt && (
            <>
              <span aria-hidden>·</span>
              <Elapsed from={run.startedAt} to={run.endedAt} />
            </>
          )}
        </span>
      }
    >
      <div className="mb-4">
        <div className="mb-1.5 flex items-baseline justify-between gap-4">
          <p className="min-w-0 truncate text-muted" aria-live="polite">
            {isCancelled ? cancelledWords(run.error) : (live.message ?? RUN_STATUS[run.status])}
          </p>
          <p className="font-semibold tabular-nums">{Math.round(fraction * 100)}%</p>
        </div>
        <ProgressBar
          value={fraction}
          label="Progress of the whole run"
          tone={TONE[run.status]}
          className="h-2"
        />
      </div>
      {error && (
        <p className="mb-4 flex items-start gap-2.5 break-words rounded-lg bg-bad-soft p-3 text-bad">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      <StageTracker
        stages={stages}
        gates={content.gates}
        isCancelled={isCancelled}
        endedAt={run.endedAt ?? null}
      />
    </Panel>
  )
}

/** Says why, when the one who cancelled gave a reason; director keeps its own word where they gave none. */
function cancelledWords(reason: string | null | undefined): string {
  return reason && reason !== 'Cancelled.' ? `Cancelled: ${reason}` : 'Cancelled'
}
