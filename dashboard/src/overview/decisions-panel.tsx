'use client'

import { ChevronRight, CircleCheckBig } from 'lucide-react'
import Link from 'next/link'
import { useQuery } from 'urql'
import { toPart } from '#graph/part.ts'
import { GATE } from '#pipeline/names.ts'
import { openGatesQuery } from '#reviews/operations.ts'
import { useReadOnChange } from '#reviews/use-read-on-change.ts'
import { useOpenGateCount } from '#shell/open-gate-count.ts'
import { PartFailure } from '#ui/failure-state.tsx'
import { Elapsed } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'

const SHOWN = 4

/** The gates that wait longest. */
export function DecisionsPanel() {
  const [result, read] = useQuery({ query: openGatesQuery })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  useReadOnChange(useOpenGateCount(), readAgain)
  const { value, error } = toPart(result, data => data.reviewGates?.nodes)
  const gates = value?.filter(({ status }) => status === 'OPEN') ?? []

  return (
    <Panel
      title="Needs a decision"
      isPadded={gates.length === 0}
      aside={
        gates.length > 0 && (
          <Link href="/reviews" className="font-medium text-accent-ink text-xs hover:underline">
            Review all
          </Link>
        )
      }
    >
      {error && <PartFailure what="Open gates" error={error} onRetry={readAgain} />}
      {!value && !error && <SkeletonLines count={3} />}
      {value && gates.length === 0 && (
        <p className="flex items-center gap-2.5 text-muted">
          <CircleCheckBig aria-hidden className="size-4 text-ok" />
          Nothing waits for a decision.
        </p>
      )}
      <ul className="divide-y divide-line">
        {gates.slice(0, SHOWN).map(({ id, stage, openedAt, content }) => (
          <li key={id}>
            <Link
              href={`/contents/${content.id}`}
              className="flex items-center gap-3 px-4 py-3 hover:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{content.title}</span>
                <span className="text-muted text-xs">
                  <span className="font-medium text-warn">{GATE[stage]}</span> · waiting for{' '}
                  <Elapsed from={openedAt} to={null} />
                </span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-subtle" />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
