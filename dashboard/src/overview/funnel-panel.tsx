'use client'

import type { OverviewFiguresQuery } from '#generated/graphql.ts'
import type { Part } from '#graph/part.ts'
import { PartFailure } from '#ui/failure-state.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'

interface FunnelPanelProps {
  part: Part<OverviewFiguresQuery>
  onRetry: () => void
}

const STEPS = [
  ['started', 'Started'],
  ['written', 'Written'],
  ['rendered', 'Rendered'],
  ['approved', 'Approved'],
  ['published', 'Published'],
] as const

/** How many contents came to each step. Bars are relative to what was started. */
export function FunnelPanel({ part, onRetry }: FunnelPanelProps) {
  const funnel = part.value?.funnel
  return (
    <Panel title="From start to publication">
      {part.error && <PartFailure what="The funnel" error={part.error} onRetry={onRetry} />}
      {!part.value && !part.error && <SkeletonLines count={6} />}
      {funnel && funnel.started === 0 && <p className="text-muted">No content was started in this time.</p>}
      {funnel && funnel.started > 0 && (
        <>
          <ol className="space-y-2.5">
            {STEPS.map(([step, label]) => (
              <li key={step} className="grid grid-cols-[5.5rem_minmax(0,1fr)_2.5rem] items-center gap-3">
                <span className="text-muted">{label}</span>
                <span aria-hidden className="h-5 overflow-hidden rounded bg-sunken">
                  <span
                    className="block h-full rounded bg-accent"
                    style={{ width: `${(funnel[step] / funnel.started) * 100}%` }}
                  />
                </span>
                <span className="text-right font-medium tabular-nums">{funnel[step]}</span>
              </li>
            ))}
          </ol>
          <p className="mt-3 text-subtle text-xs">
            Out of {funnel.trends} trends; {funnel.rejected} rejected.
          </p>
        </>
      )}
    </Panel>
  )
}
