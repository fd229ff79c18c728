'use client'

import { Clapperboard, SearchX, TrendingUp } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useClient, useQuery } from 'urql'
import type { ContentFilter } from '#generated/graphql.ts'
import { toPart } from '#graph/part.ts'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { useThrottled } from '#graph/use-throttled.ts'
import { useCanEdit } from '#shell/viewer.tsx'
import { Button, buttonClasses } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState, PartFailure } from '#ui/failure-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { ContentCard } from './content-card.tsx'
import { contentImagesQuery, contentListQuery, contentsUpdated, contentVideosQuery } from './operations.ts'

const PAGE_SIZE = 24
const GRID = 'grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4 2xl:grid-cols-6'

interface ContentGridProps {
  filter: ContentFilter
  isFiltered: boolean
}

/** The contents that fit the filter, page by page. Render it with the filter as its key. */
export function ContentGrid({ filter, isFiltered }: ContentGridProps) {
  const client = useClient()
  const canEdit = useCanEdit()
  const [after, setAfter] = useState<string | null>(null)
  const variables = { first: PAGE_SIZE, after, filter }
  const [{ data, error, fetching }, read] = useQuery({ query: contentListQuery, variables })
  const [videos, readVideos] = useQuery({ query: contentVideosQuery, variables, pause: !data })
  const [images] = useQuery({ query: contentImagesQuery, variables, pause: !data })

  const readFirstPage = () => {
    const first = { ...variables, after: null }
    for (const query of [contentListQuery, contentVideosQuery, contentImagesQuery] as const) {
      void client.query<unknown>(query, first, { requestPolicy: 'network-only' }).toPromise()
    }
  }
  const readSoon = useThrottled(readFirstPage, 3_000)
  useKeepFresh(readFirstPage, 10_000)

  const contents = (data?.contents?.nodes ?? []).filter(
    ({ status }) => !filter.status || filter.status.includes(status),
  )
  // Known contents are brought up to date by the cache; only new ones and new pictures are asked for.
  useLive(contentsUpdated, {}, ({ contentUpdated: { id, status } }) => {
    const known = contents.find(content => content.id === id)
    const fits = !filter.status || filter.status.includes(status)
    if ((!known && fits) || known?.status !== status || status === 'GENERATING') readSoon()
  })

  const videoPart = toPart(videos, ({ contents }) =>
    contents?.nodes.every(node => node.thumbnails) ? contents.nodes : null,
  )
  const videoOf = new Map(videoPart.value?.map(node => [node.id, node]))
  const imageOf = new Map(
    images.data?.contents?.nodes.map(node => [
      node.id,
      node.images?.find(({ status }) => status === 'READY')?.url,
    ]),
  )

  if (!data?.contents) {
    if (error)
      return (
        <Card>
          <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
        </Card>
      )
    return <WaitingCards />
  }
  if (contents.length === 0 && !fetching) {
    return (
      <Card>
        {isFiltered ? (
          <EmptyState icon={SearchX} title="No content fits" message="Choose another status or search." />
        ) : (
          <EmptyState
            icon={Clapperboard}
            title="No contents yet"
            message="Choose a trend and have a video made from it. You decide at each gate whether it goes on."
          >
            {canEdit && (
              <Link href="/trends" className={buttonClasses({ variant: 'primary' })}>
                <TrendingUp aria-hidden className="size-4" />
                Choose a trend
              </Link>
            )}
          </EmptyState>
        )}
      </Card>
    )
  }
  return (
    <>
      {videoPart.error && (
        <div className="mb-4">
          <PartFailure
            what="Thumbnails"
            error={videoPart.error}
            onRetry={() => readVideos({ requestPolicy: 'network-only' })}
          />
        </div>
      )}
      <ul aria-label="Contents" className={GRID}>
        {contents.map(content => {
          const video = videoOf.get(content.id)
          return (
            <li key={content.id}>
              <ContentCard
                content={content}
                thumbnails={video?.thumbnails}
                imageUrl={imageOf.get(content.id)}
                durationSeconds={video?.video?.durationSeconds}
              />
            </li>
          )
        })}
      </ul>
      {data.contents.pageInfo.hasNextPage && (
        <div className="mt-5 flex justify-center">
          <Button isBusy={fetching} onClick={() => setAfter(data.contents.pageInfo.endCursor ?? null)}>
            Load more
          </Button>
        </div>
      )}
    </>
  )
}

function WaitingCards() {
  return (
    <div aria-busy="true" className={GRID}>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(place => (
        <div key={place}>
          <Skeleton className="aspect-[9/14] w-full rounded-xl" />
          <Skeleton className="mt-3 h-4 w-11/12" />
          <Skeleton className="mt-2 h-3.5 w-1/2" />
        </div>
      ))}
    </div>
  )
}
