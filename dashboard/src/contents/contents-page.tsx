'use client'

import { TrendingUp } from 'lucide-react'
import Link from 'next/link'
import { useQuery } from 'urql'
import type { ContentFilter } from '#generated/graphql.ts'
import { useLive } from '#graph/use-live.ts'
import { useThrottled } from '#graph/use-throttled.ts'
import { CONTENT_STATUS, keysOf } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { useCanEdit } from '#shell/viewer.tsx'
import { buttonClasses } from '#ui/button.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { ContentGrid } from './content-grid.tsx'
import { contentCountsQuery, contentsUpdated } from './operations.ts'

/** All contents the viewer may see, with their status as it changes. */
export function ContentsPage() {
  const canEdit = useCanEdit()
  const [parameters, setParameter] = useAddressFilters()
  const [{ data }, readCounts] = useQuery({ query: contentCountsQuery })
  useLive(
    contentsUpdated,
    {},
    useThrottled(() => readCounts({ requestPolicy: 'network-only' }), 2_000),
  )

  const status = keysOf(CONTENT_STATUS).find(value => value === parameters.get('status')) ?? 'ALL'
  const search = parameters.get('search') ?? ''
  const filter: ContentFilter = { ...(status !== 'ALL' && { status: [status] }), ...(search && { search }) }

  const countOf = new Map(data?.contentCounts?.map(({ status: key, count }) => [key, count]))
  const options = [
    {
      value: 'ALL' as const,
      label: 'All',
      count: data && [...countOf.values()].reduce((sum, count) => sum + count, 0),
    },
    ...keysOf(CONTENT_STATUS).map(value => ({
      value,
      label: CONTENT_STATUS[value],
      count: data && (countOf.get(value) ?? 0),
    })),
  ]

  return (
    <>
      <PageHeader title="Contents" lead="Every video, from its first draft to its publication.">
        {canEdit && (
          <Link href="/trends" className={buttonClasses()}>
            <TrendingUp aria-hidden className="size-4" />
            Make content from a trend
          </Link>
        )}
      </PageHeader>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilterTabs
          label="Status"
          value={status}
          options={options}
          onChange={value => setParameter('status', value === 'ALL' ? '' : value)}
        />
        <span className="hidden flex-1 xl:block" />
        <SearchField
          label="Search contents"
          value={search}
          onChange={value => setParameter('search', value)}
        />
      </div>
      <ContentGrid
        key={JSON.stringify(filter)}
        filter={filter}
        isFiltered={status !== 'ALL' || Boolean(search)}
      />
    </>
  )
}
