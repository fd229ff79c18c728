'use client'

import type { ReactNode } from 'react'
import type { ContentCoreFragment, CostCategory } from '#generated/graphql.ts'
import { SampleBadge } from '#ui/badge.tsx'
import { dollars, duration } from '#ui/format.ts'
import { RelativeTime } from '#ui/moment.tsx'
import { Panel } from '#ui/panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { ContentParts } from './use-content.ts'

const CATEGORY: Record<CostCategory, string> = {
  LLM: 'Language models',
  IMAGE: 'Images',
  SPEECH: 'Speech',
  TRANSCRIPTION: 'Transcription',
  VIDEO: 'Moving pictures',
  PUBLISHING: 'Publishing',
}

/** Where the content comes from: its trend, its maker, its niche. */
export function OriginPanel({
  content,
  part,
}: {
  content: ContentCoreFragment
  part: ContentParts['origin']
}) {
  const trend = part.value?.trend
  const createdBy = part.value?.createdBy
  return (
    <Panel title="Origin">
      <dl className="space-y-3">
        <Row name="Trend">
          {trend ? (
            <>
              {trend.url ? (
                <a
                  href={trend.url}
                  target="_blank"
                  rel="noreferrer"
                  className="font-medium text-accent-ink hover:underline"
                >
                  {trend.topic}
                </a>
              ) : (
                <span className="font-medium">{trend.topic}</span>
              )}
              <span className="mt-1 flex flex-wrap items-center gap-2 text-subtle text-xs">
                {trend.isSample && <SampleBadge />}
                {trend.source} · score {Math.round(trend.score)} · <RelativeTime at={trend.detectedAt} />
              </span>
            </>
          ) : (
            <Unknown isFetching={part.isFetching} />
          )}
        </Row>
        <Row name="Made by">{createdBy?.name ?? <Unknown isFetching={part.isFetching} />}</Row>
        <Row name="Niche">{content.niche}</Row>
      </dl>
    </Panel>
  )
}

/** What the content cost and how long it took. */
export function CostPanel({ part }: { part: ContentParts['history'] }) {
  const cost = part.value?.cost
  const metrics = part.value?.metrics
  if (!cost && !metrics) return null
  return (
    <Panel title="Cost and time">
      <dl className="space-y-2">
        {cost && (
          <Line name="Total cost" isStrong>
            {dollars(cost.total)}
          </Line>
        )}
        {cost?.byCategory.map(({ category, amount }) => (
          <Line key={category} name={CATEGORY[category]}>
            {dollars(amount)}
          </Line>
        ))}
        {metrics && <Line name="Work">{duration(metrics.workSeconds)}</Line>}
        {metrics?.leadSeconds !== null && metrics?.leadSeconds !== undefined && (
          <Line name="From start to publication">{duration(metrics.leadSeconds)}</Line>
        )}
      </dl>
    </Panel>
  )
}

function Unknown({ isFetching }: { isFetching: boolean }) {
  return isFetching ? (
    <Skeleton className="h-5 w-full" />
  ) : (
    <span className="text-subtle">Not known right now</span>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-subtle text-xs">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}

function Line({
  name,
  isStrong = false,
  children,
}: {
  name: string
  isStrong?: boolean
  children: ReactNode
}) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className={isStrong ? 'font-medium' : 'text-muted'}>{name}</dt>
      <dd className={`tabular-nums ${isStrong ? 'font-semibold' : ''}`}>{children}</dd>
    </div>
  )
}
