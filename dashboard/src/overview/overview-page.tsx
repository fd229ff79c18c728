'use client'

import { useQuery } from 'urql'
import { toPart } from '#graph/part.ts'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { useThrottled } from '#graph/use-throttled.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { ActivityPanel } from './activity-panel.tsx'
import { DecisionsPanel } from './decisions-panel.tsx'
import { FunnelPanel } from './funnel-panel.tsx'
import { MakingPanel } from './making-panel.tsx'
import { activityQuery, figuresQuery, makingQuery, pipelineEvents } from './operations.ts'
import { SpendingPanel } from './spending-panel.tsx'
import { StatTiles } from './stat-tiles.tsx'

const SPANS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
] as const

/** What needs somebody, what is being made, and what came of it. */
export function OverviewPage() {
  const [parameters, setParameter] = useAddressFilters()
  const span = SPANS.find(({ value }) => value === parameters.get('days'))?.value ?? '30'
  const days = Number(span)

  const [figuresRead, readFigures] = useQuery({ query: figuresQuery, variables: { days, twice: days * 2 } })
  const [makingRead, readMaking] = useQuery({ query: makingQuery })
  const [activityRead, readActivity] = useQuery({ query: activityQuery })
  const figures = toPart(figuresRead, data => (data.funnel && data.both && data.costSummary ? data : null))
  const making = toPart(makingRead, data => data.contents?.nodes)
  const activity = toPart(activityRead, data => data.events?.nodes)

  const anew = { requestPolicy: 'network-only' } as const
  const readLively = () => {
    readMaking(anew)
    readActivity(anew)
  }
  const readSoon = useThrottled(readLively, 2_000)
  const readFiguresSoon = useThrottled(() => readFigures(anew), 15_000)
  useLive(pipelineEvents, {}, ({ pipelineEvents: { type } }) => {
    if (type === 'orion.pipeline.progress') return
    readSoon()
    readFiguresSoon()
  })
  useKeepFresh(readLively, 10_000)

  return (
    <>
      <PageHeader title="Overview" lead="What needs you, what is being made, and what came of it.">
        <FilterTabs
          label="Time span"
          value={span}
          options={SPANS}
          onChange={value => setParameter('days', value === '30' ? '' : value)}
        />
      </PageHeader>
      <StatTiles part={figures} days={days} />
      <div className="mt-5 grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-5">
          <DecisionsPanel />
          <MakingPanel part={making} onRetry={() => readMaking(anew)} />
          <div className="grid grid-cols-1 gap-5 md:grid-cols-2">
            <FunnelPanel part={figures} onRetry={() => readFigures(anew)} />
            <SpendingPanel part={figures} days={days} onRetry={() => readFigures(anew)} />
          </div>
        </div>
        <ActivityPanel part={activity} onRetry={() => readActivity(anew)} />
      </div>
    </>
  )
}
