'use client'

import Link from 'next/link'
import type { OverviewActivityQuery } from '#generated/graphql.ts'
import type { Part } from '#graph/part.ts'
import { PartFailure } from '#ui/failure-state.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'

interface ActivityPanelProps {
  part: Part<OverviewActivityQuery['events']['nodes']>
  onRetry: () => void
}

/** What happened last, brought up to date as it happens. */
export function ActivityPanel({ part, onRetry }: ActivityPanelProps) {
  const events = part.value ?? []
  return (
    <Panel title="Activity">
      {part.error && <PartFailure what="The activity" error={part.error} onRetry={onRetry} />}
      {!part.value && !part.error && <SkeletonLines count={8} />}
      {part.value && events.length === 0 && (
        <p className="text-muted">
          Nothing has happened yet. Scans, scripts, videos and publications show here.
        </p>
      )}
      <ol className="space-y-3.5">
        {events.map(({ id, type, message, time, content }) => (
          <li
            key={id}
            className="relative pl-4 before:absolute before:top-2 before:left-0 before:size-1.5 before:rounded-full before:bg-accent"
          >
            <p className="break-words" title={type}>
              {content ? (
                <Link href={`/contents/${content.id}`} className="hover:text-accent-ink hover:underline">
                  {message}
                </Link>
              ) : (
                message
              )}
            </p>
            <p className="text-subtle text-xs">
              <RelativeTime at={time} />
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
