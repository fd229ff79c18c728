'use client'

import type { OverviewFiguresQuery } from '#generated/graphql.ts'
import type { Part } from '#graph/part.ts'
import { PartFailure } from '#ui/failure-state.tsx'
import { dollars } from '#ui/format.ts'
import { Panel } from '#ui/panel.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'

interface SpendingPanelProps {
  part: Part<OverviewFiguresQuery>
  days: number
  onRetry: () => void
}

const HEIGHT = 120
const day = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' })

/** What was spent day by day. */
export function SpendingPanel({ part, days, onRetry }: SpendingPanelProps) {
  const bars = part.value?.costSummary.byDay.slice(-days) ?? []
  const most = Math.max(0, ...bars.map(({ amount }) => Number(amount)))
  const first = bars[0]
  const last = bars.at(-1)
  return (
    <Panel title="Spending by day">
      {part.error && <PartFailure what="Spending" error={part.error} onRetry={onRetry} />}
      {!part.value && !part.error && <SkeletonLines count={6} />}
      {part.value && most === 0 && (
        <p className="text-muted">Nothing was spent in this time. The embedded providers cost nothing.</p>
      )}
      {most > 0 && first && last && (
        <figure>
          <p className="mb-1 text-right text-subtle text-xs tabular-nums">{dollars(String(most))}</p>
          <svg
            role="img"
            aria-label={`Spending by day in US dollars, at most ${dollars(String(most))} a day`}
            viewBox={`0 0 ${bars.length} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-28 w-full border-line border-y"
          >
            {bars.map(({ day: date, amount }, index) => {
              const height = (Number(amount) / most) * HEIGHT
              return (
                <rect
                  key={date}
                  x={index + 0.12}
                  y={HEIGHT - height}
                  width={0.76}
                  height={height}
                  className="fill-accent"
                >
                  <title>{`${day.format(new Date(date))}: ${dollars(amount)}`}</title>
                </rect>
              )
            })}
          </svg>
          <figcaption className="mt-1 flex justify-between text-subtle text-xs">
            <span>{day.format(new Date(first.day))}</span>
            <span>{day.format(new Date(last.day))}</span>
          </figcaption>
        </figure>
      )}
    </Panel>
  )
}
