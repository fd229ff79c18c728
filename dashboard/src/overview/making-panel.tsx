'use client'

import { TrendingUp } from 'lucide-react'
import Link from 'next/link'
import type { OverviewMakingQuery } from '#generated/graphql.ts'
import type { Part } from '#graph/part.ts'
import { GATE, STAGE } from '#pipeline/names.ts'
import { runProgress } from '#pipeline/run-progress.ts'
import { useCanEdit } from '#shell/viewer.tsx'
import { buttonClasses } from '#ui/button.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { Elapsed } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'

interface MakingPanelProps {
  part: Part<OverviewMakingQuery['contents']['nodes']>
  onRetry: () => void
}

/** The contents the pipeline is at work on, with how far each is. */
export function MakingPanel({ part, onRetry }: MakingPanelProps) {
  const canEdit = useCanEdit()
  const contents = part.value?.filter(({ status }) => status === 'GENERATING') ?? []
  return (
    <Panel title="In the making" isPadded={contents.length === 0}>
      {part.error && <PartFailure what="Contents in the making" error={part.error} onRetry={onRetry} />}
      {!part.value && !part.error && <SkeletonLines count={3} />}
      {part.value && contents.length === 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-muted">The pipeline is idle.</p>
          {canEdit && (
            <Link href="/trends" className={buttonClasses({ variant: 'primary', size: 'small' })}>
              <TrendingUp aria-hidden className="size-4" />
              Choose a trend
            </Link>
          )}
        </div>
      )}
      <ul className="divide-y divide-line">
        {contents.map(({ id, title, openGate, currentRun }) => {
          const { fraction, current } = runProgress(currentRun?.stages ?? [])
          const startedAt = currentRun?.stages.find(({ stage }) => stage === current)?.startedAt
          return (
            <li key={id}>
              <Link href={`/contents/${id}`} className="block px-4 py-3 hover:bg-sunken">
                <span className="flex items-baseline justify-between gap-4">
                  <span className="truncate font-medium">{title}</span>
                  <span className="font-medium tabular-nums">{Math.round(fraction * 100)}%</span>
                </span>
                <ProgressBar
                  value={fraction}
                  label={`Progress of ${title}`}
                  tone={openGate?.status === 'OPEN' ? 'warn' : 'accent'}
                  className="my-1.5"
                />
                <span className="text-muted text-xs">
                  {openGate?.status === 'OPEN'
                    ? `Waits: ${GATE[openGate.stage]}`
                    : current
                      ? STAGE[current]
                      : 'Queued'}
                  {startedAt && openGate?.status !== 'OPEN' && (
                    <>
                      {' · '}
                      <Elapsed from={startedAt} to={null} />
                    </>
                  )}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
