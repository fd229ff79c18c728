'use client'

import { clsx } from 'clsx'
import {
  ArrowDownRight,
  ArrowUpRight,
  Clapperboard,
  ClipboardCheck,
  Coins,
  type LucideIcon,
  Rocket,
} from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { contentCountsQuery } from '#contents/operations.ts'
import type { OverviewFiguresQuery } from '#generated/graphql.ts'
import { type Part, toPart } from '#graph/part.ts'
import { useOpenGateCount } from '#shell/open-gate-count.ts'
import { dollars } from '#ui/format.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { changePercent, splitSpending } from './figures.ts'

interface StatTilesProps {
  part: Part<OverviewFiguresQuery>
  days: number
}

/** The figures that say at a glance how it goes. Each leads to what it counts. */
export function StatTiles({ part: { value, error }, days }: StatTilesProps) {
  const openGates = useOpenGateCount()
  const [counts] = useQuery({ query: contentCountsQuery })
  const countOf = toPart(counts, data => data.contentCounts)
  const generating = countOf.value?.find(({ status }) => status === 'GENERATING')?.count ?? 0
  const published = value?.funnel.published
  const publishedBefore = value ? value.both.published - value.funnel.published : 0
  const spending = value && splitSpending(value.costSummary.byDay, days)
  const missing = error ? '–' : undefined

  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
      <Tile
        icon={ClipboardCheck}
        label="Waiting for a decision"
        href="/reviews"
        isUrgent={Boolean(openGates)}
      >
        {openGates ?? undefined}
      </Tile>
      <Tile icon={Clapperboard} label="In the making" href="/contents?status=GENERATING">
        {countOf.value ? generating : countOf.error && '–'}
      </Tile>
      <Tile
        icon={Rocket}
        label={`Published in ${days} days`}
        href="/contents?status=PUBLISHED"
        change={published === undefined ? null : changePercent(published, publishedBefore)}
      >
        {published ?? missing}
      </Tile>
      <Tile
        icon={Coins}
        label={`Spent in ${days} days`}
        change={spending ? changePercent(spending.now, spending.before) : null}
      >
        {spending ? dollars(String(spending.now)) : missing}
      </Tile>
    </div>
  )
}

interface TileProps {
  icon: LucideIcon
  label: string
  href?: string
  isUrgent?: boolean
  /** Against the same time before, in percent. */
  change?: number | null
  /** The figure; missing until it is known. */
  children: ReactNode
}

function Tile({ icon: Icon, label, href, isUrgent = false, change = null, children }: TileProps) {
  const content = (
    <>
      <span className="flex items-start justify-between gap-2">
        <span className="text-muted leading-snug">{label}</span>
        <Icon
          aria-hidden
          className={clsx('size-[1.125rem] shrink-0', isUrgent ? 'text-warn' : 'text-subtle')}
        />
      </span>
      <span className="mt-2 flex flex-wrap items-baseline gap-x-2.5">
        {children === undefined ? (
          <Skeleton className="h-8 w-16" />
        ) : (
          <span
            className={clsx(
              'font-semibold text-[1.75rem] leading-9 tracking-tight tabular-nums',
              isUrgent && 'text-warn',
            )}
          >
            {children}
          </span>
        )}
        {change !== null && <Change percent={change} />}
      </span>
    </>
  )
  const look = 'flex flex-col justify-between rounded-xl border border-line bg-surface p-4 shadow-card'
  if (!href) return <div className={look}>{content}</div>
  return (
    <Link href={href} className={clsx(look, 'transition-colors hover:border-edge')}>
      {content}
    </Link>
  )
}

function Change({ percent }: { percent: number }) {
  const Icon = percent < 0 ? ArrowDownRight : ArrowUpRight
  return (
    <span
      className="inline-flex items-center gap-0.5 text-muted text-xs"
      title="Against the same time before"
    >
      {percent !== 0 && <Icon aria-hidden className="size-3.5" />}
      {percent === 0 ? 'as before' : `${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'}`}
    </span>
  )
}
