'use client'

import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { ClockTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'
import type { ContentParts } from './use-content.ts'

const SHOWN_AT_FIRST = 8

interface TimelinePanelProps {
  part: ContentParts['history']
  onRetry: () => void
}

/** What happened to the content, the newest first. */
export function TimelinePanel({ part, onRetry }: TimelinePanelProps) {
  const [isWhole, setWhole] = useState(false)
  const events = part.value?.timeline?.nodes.toReversed() ?? []
  const shown = isWhole ? events : events.slice(0, SHOWN_AT_FIRST)
  return (
    <Panel title="Timeline">
      {part.error && <PartFailure what="The timeline" error={part.error} onRetry={onRetry} />}
      {!part.value && !part.error && <SkeletonLines count={5} />}
      {part.value?.timeline && events.length === 0 && <p className="text-muted">Nothing has happened yet.</p>}
      <ol className="space-y-2.5">
        {shown.map(event => (
          <li key={event.id} className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3">
            <span className="text-subtle text-xs leading-5">
              <ClockTime at={event.time} />
            </span>
            <p className="break-words" title={event.type}>
              {event.message}
            </p>
          </li>
        ))}
      </ol>
      {events.length > SHOWN_AT_FIRST && (
        <Button size="small" variant="quiet" className="mt-3 -ml-2" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${events.length}`}
        </Button>
      )}
    </Panel>
  )
}
