'use client'

import { Radar, SearchX, TrendingUp } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useClient, useQuery } from 'urql'
import type { TrendFilter, TrendItemFragment, TrendOrder } from '#generated/graphql.ts'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState, PartFailure } from '#ui/failure-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { MakeContentDialog } from './make-content-dialog.tsx'
import { trendContentsQuery, trendDetected, trendListQuery } from './operations.ts'
import { TrendRow } from './trend-row.tsx'

const PAGE_SIZE = 20

interface TrendListProps {
  filter: TrendFilter
  orderBy: TrendOrder
  /** Grows with every scan that ended; the list is read again then. */
  finishedScans: number
  isFiltered: boolean
  /** Missing for those who may not scan. */
  onScan?: () => void
  isScanning: boolean
}

/** The trends that fit the filter, page by page. Render it with the filter as its key. */
export function TrendList({
  filter,
  orderBy,
  finishedScans,
  isFiltered,
  onScan,
  isScanning,
}: TrendListProps) {
  const client = useClient()
  const [after, setAfter] = useState<string | null>(null)
  const [fresh, setFresh] = useState(0)
  const [chosen, setChosen] = useState<TrendItemFragment | null>(null)
  const variables = { first: PAGE_SIZE, after, filter, orderBy }
  const [{ data, error, fetching }, read] = useQuery({ query: trendListQuery, variables })
  const [{ data: made }] = useQuery({ query: trendContentsQuery, variables, pause: !data })

  const readFirstPage = () => {
    setFresh(0)
    const first = { ...variables, after: null }
    void client.query(trendListQuery, first, { requestPolicy: 'network-only' }).toPromise()
  }
  const onScanFinished = useEffectEvent(readFirstPage)
  useEffect(() => {
    if (finishedScans > 0) onScanFinished()
  }, [finishedScans])

  // A trend that was put aside or used leaves the list at once, and is back in its place when that is undone.
  const trends = (data?.trends?.nodes ?? []).filter(
    ({ status }) => !filter.status || filter.status.includes(status),
  )
  useLive(trendDetected, {}, ({ trendDetected: trend }) => {
    if (fits(trend, filter)) setFresh(count => count + 1)
  })
  useKeepFresh(readFirstPage, 15_000)

  const contentOf = new Map(made?.trends?.nodes.map(({ id, contents }) => [id, contents?.nodes[0]?.id]))

  if (!data?.trends) {
    if (error)
      return (
        <Card>
          <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
        </Card>
      )
    return <WaitingRows />
  }
  return (
    <>
      {error && (
        <div className="mb-3">
          <PartFailure what="Some trends" error={error} onRetry={readFirstPage} />
        </div>
      )}
      {fresh > 0 && (
        <div className="mb-3 flex justify-center" role="status">
          <Button size="small" icon={TrendingUp} onClick={readFirstPage}>
            {fresh === 1 ? 'Show 1 new trend' : `Show ${fresh} new trends`}
          </Button>
        </div>
      )}
      <Card>
        {trends.length === 0 && !fetching ? (
          isFiltered ? (
            <EmptyState
              icon={SearchX}
              title="No trend fits"
              message="Choose another status, niche or search."
            />
          ) : (
            <EmptyState
              icon={Radar}
              title="No trends yet"
              message="A scan reads all sources and keeps what is worth a video. One runs every 30 minutes by itself."
            >
              {onScan && (
                <Button variant="primary" icon={Radar} isBusy={isScanning} onClick={onScan}>
                  Scan the sources
                </Button>
              )}
            </EmptyState>
          )
        ) : (
          <ul aria-label="Trends" className="divide-y divide-line">
            {trends.map(trend => (
              <li key={trend.id}>
                <TrendRow
                  trend={trend}
                  contentId={contentOf.get(trend.id)}
                  onMakeContent={() => setChosen(trend)}
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {data.trends.pageInfo.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button isBusy={fetching} onClick={() => setAfter(data.trends.pageInfo.endCursor ?? null)}>
            Load more
          </Button>
        </div>
      )}
      {chosen && <MakeContentDialog trend={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

/** True when a trend that was just found belongs to the list. With a search only the search itself can tell. */
function fits({ status, niche }: TrendItemFragment, filter: TrendFilter): boolean {
  if (filter.search) return false
  return (filter.status?.includes(status) ?? true) && (!filter.niche || filter.niche === niche)
}

function WaitingRows() {
  return (
    <Card>
      <div aria-busy="true" className="divide-y divide-line">
        {['a', 'b', 'c', 'd', 'e', 'f'].map(place => (
          <div key={place} className="flex items-center gap-4 px-4 py-4">
            <Skeleton className="h-9 w-12" />
            <div className="flex-1 space-y-2">
              <Skeleton className="h-4 w-3/5" />
              <Skeleton className="h-3.5 w-4/5" />
            </div>
            <Skeleton className="hidden h-8 w-32 sm:block" />
          </div>
        ))}
      </div>
    </Card>
  )
}
