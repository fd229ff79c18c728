'use client'

import { clsx } from 'clsx'
import { ChevronRight, CircleCheck, CircleMinus, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { ScanReportFragment, ScanSourceStatus } from '#generated/graphql.ts'
import { duration } from '#ui/format.ts'
import { Elapsed, RelativeTime } from '#ui/moment.tsx'

const SOURCE_LOOK: Record<ScanSourceStatus, [LucideIcon, string, string]> = {
  OK: [CircleCheck, 'text-ok', 'Read'],
  EMPTY: [CircleMinus, 'text-subtle', 'Nothing new'],
  FAILED: [CircleX, 'text-bad', 'Failed'],
}

/** The newest scan in a line, and what each source gave. Open while a scan is at work. */
export function ScanReport({ scan }: { scan: ScanReportFragment | undefined }) {
  const [openedId, setOpenedId] = useState<string | null>(null)
  if (!scan) return null
  const isRunning = scan.status === 'QUEUED' || scan.status === 'RUNNING'
  const failed = scan.sources.filter(({ status }) => status === 'FAILED').length
  const isOpen = isRunning || openedId === scan.id

  return (
    <section aria-label="Latest scan" className="mb-4 rounded-xl border border-line bg-surface shadow-card">
      <button
        type="button"
        aria-expanded={isOpen}
        disabled={isRunning}
        onClick={() => setOpenedId(isOpen ? null : scan.id)}
        className="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-xl px-4 py-2 text-left"
      >
        {isRunning ? (
          <LoaderCircle aria-hidden className="size-4 animate-spin text-accent-ink" />
        ) : (
          <ChevronRight
            aria-hidden
            className={clsx('size-4 text-subtle transition-transform', isOpen && 'rotate-90')}
          />
        )}
        <span className="font-medium" role="status">
          {isRunning
            ? 'Scanning the sources'
            : scan.status === 'FAILED'
              ? 'The latest scan failed'
              : 'Latest scan'}
        </span>
        <span className="text-muted">
          {isRunning ? (
            <Elapsed from={scan.startedAt ?? scan.requestedAt} to={null} />
          ) : (
            <RelativeTime at={scan.requestedAt} />
          )}
          {` · ${scan.itemsFound} items · ${scan.trendsSaved} new ${scan.trendsSaved === 1 ? 'trend' : 'trends'}`}
          {scan.niche !== 'general' && ` · ${scan.niche}`}
        </span>
        {failed > 0 && (
          <span className="font-medium text-bad">
            {failed === 1 ? '1 source failed' : `${failed} sources failed`}
          </span>
        )}
      </button>
      {isOpen && (
        <div className="border-line border-t px-4 py-2">
          {scan.error && <p className="py-2 text-bad">{scan.error}</p>}
          {isRunning && scan.sources.length === 0 && (
            <p className="py-2 text-muted">Waiting for the first source…</p>
          )}
          <ul className="divide-y divide-line">
            {scan.sources.map(report => {
              const [Icon, colour, word] = SOURCE_LOOK[report.status]
              return (
                <li key={report.source} className="grid grid-cols-[1rem_1fr_auto] items-start gap-x-3 py-2">
                  <Icon aria-hidden className={clsx('mt-0.5 size-4', colour)} />
                  <div className="min-w-0">
                    <span className="font-medium">{report.source}</span>{' '}
                    <span className={clsx('text-xs', colour)}>
                      {word}
                      {report.errorCode && ` (${report.errorCode})`}
                    </span>
                    {report.errorMessage && <p className="break-words text-muted">{report.errorMessage}</p>}
                  </div>
                  <span className="text-muted text-xs tabular-nums leading-5">
                    {report.itemsFound} items · {duration(report.durationMs / 1000)}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </section>
  )
}
