'use client'

import { clsx } from 'clsx'
import { ArrowUpRight, Ban, Clapperboard, Sparkles, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useId } from 'react'
import type { TrendItemFragment } from '#generated/graphql.ts'
import { TrendBadge } from '#pipeline/status-badges.tsx'
import { useCanEdit } from '#shell/viewer.tsx'
import { Badge, SampleBadge } from '#ui/badge.tsx'
import { Button, buttonClasses, IconButton } from '#ui/button.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { useSetTrendStatus } from './use-set-trend-status.ts'

interface TrendRowProps {
  trend: TrendItemFragment
  /** The newest content made from it. */
  contentId: string | undefined
  onMakeContent: () => void
}

export function TrendRow({ trend, contentId, onMakeContent }: TrendRowProps) {
  const titleId = useId()
  const others = trend.sources.filter(source => source !== trend.source)
  return (
    <article
      aria-labelledby={titleId}
      className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-4 gap-y-3 px-4 py-3.5 md:grid-cols-[3.25rem_minmax(0,1fr)_auto] md:items-center"
    >
      <Score value={trend.score} />
      <div className="min-w-0">
        <h2 id={titleId} className="font-medium text-[0.9375rem] leading-snug">
          {trend.url ? (
            <a href={trend.url} target="_blank" rel="noreferrer" className="group hover:text-accent-ink">
              {trend.topic}
              <ArrowUpRight
                aria-hidden
                className="ml-0.5 inline size-3.5 text-subtle group-hover:text-accent-ink"
              />
              <span className="sr-only"> (opens the source)</span>
            </a>
          ) : (
            trend.topic
          )}
        </h2>
        {trend.summary && <p className="mt-0.5 line-clamp-2 text-muted">{trend.summary}</p>}
        <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-muted text-xs">
          <TrendBadge status={trend.status} />
          {trend.isSample && <SampleBadge />}
          <Badge>{trend.niche}</Badge>
          <span
            className="font-medium text-ink"
            title={others.length > 0 ? `Also in ${others.join(', ')}` : undefined}
          >
            {trend.source}
            {others.length > 0 && ` +${others.length}`}
          </span>
          <span aria-hidden>·</span>
          <RelativeTime at={trend.detectedAt} />
          {trend.keywords.length > 0 && (
            <>
              <span aria-hidden>·</span>
              <span>{trend.keywords.slice(0, 4).join(', ')}</span>
            </>
          )}
        </div>
      </div>
      <Actions trend={trend} contentId={contentId} onMakeContent={onMakeContent} />
    </article>
  )
}

function Actions({ trend, contentId, onMakeContent }: TrendRowProps) {
  const canEdit = useCanEdit()
  const { setStatus, isBusy } = useSetTrendStatus(trend)
  return (
    <div className="col-span-2 flex flex-wrap items-center gap-1.5 empty:hidden md:col-span-1 md:col-start-3">
      {contentId && (
        <Link href={`/contents/${contentId}`} className={buttonClasses({ size: 'small' })}>
          <Clapperboard aria-hidden className="size-4" />
          Open content
        </Link>
      )}
      {canEdit && trend.status === 'ACTIVE' && (
        <>
          <Button size="small" variant="soft" icon={Sparkles} onClick={onMakeContent}>
            Make content
          </Button>
          <IconButton
            icon={Ban}
            label="Discard"
            disabled={isBusy}
            onClick={() => setStatus('DISCARDED')}
            size="small"
          />
        </>
      )}
      {canEdit && (trend.status === 'DISCARDED' || trend.status === 'EXPIRED') && (
        <Button size="small" icon={Undo2} isBusy={isBusy} onClick={() => setStatus('ACTIVE')}>
          Bring back
        </Button>
      )}
    </div>
  )
}

/** How much a trend is worth a video, 0 to 100. */
function Score({ value }: { value: number }) {
  const fill = value >= 70 ? 'bg-ok' : value >= 40 ? 'bg-accent' : 'bg-subtle'
  return (
    <div title="Score, 0 to 100" className="self-start pt-0.5 md:self-center md:pt-0">
      <p className="font-semibold text-lg leading-none tabular-nums">
        <span className="sr-only">Score </span>
        {Math.round(value)}
      </p>
      <div
        aria-hidden
        className="mt-2 h-1 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div className={clsx('h-full rounded-full', fill)} style={{ width: `${value}%` }} />
      </div>
    </div>
  )
}
