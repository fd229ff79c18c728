'use client'

import { useState } from 'react'
import type { TrendFilter, TrendOrder, TrendStatus } from '#generated/graphql.ts'
import { keysOf, TREND_STATUS } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { useCanEdit } from '#shell/viewer.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ScanButton } from './scan-button.tsx'
import { ScanReport } from './scan-report.tsx'
import { TrendList } from './trend-list.tsx'
import { useNiches } from './use-niches.ts'
import { useScan } from './use-scan.ts'

const STATUS_FILTERS = [
  ...keysOf(TREND_STATUS).map(value => ({ value, label: TREND_STATUS[value] })),
  { value: 'ALL' as const, label: 'All' },
]

const ORDERS = [
  { value: 'SCORE', label: 'Best first' },
  { value: 'DETECTED_AT', label: 'Newest first' },
]

/** Trends with everything one does with them: scan, filter, make content, put aside. */
export function TrendsPage() {
  const canEdit = useCanEdit()
  const niches = useNiches()
  const [parameters, setParameter] = useAddressFilters()
  const [finishedScans, setFinishedScans] = useState(0)
  const scan = useScan(() => setFinishedScans(count => count + 1))

  const status = STATUS_FILTERS.find(({ value }) => value === parameters.get('status'))?.value ?? 'ACTIVE'
  const search = parameters.get('search') ?? ''
  const niche = parameters.get('niche') ?? ''
  const orderBy: TrendOrder = parameters.get('order') === 'DETECTED_AT' ? 'DETECTED_AT' : 'SCORE'
  const filter = toFilter(status, search, niche)

  return (
    <>
      <PageHeader title="Trends" lead="What people talk about now, scored by how much it is worth a video.">
        {canEdit && <ScanButton niches={niches} isScanning={scan.isScanning} onScan={scan.start} />}
      </PageHeader>
      <ScanReport scan={scan.latest} />
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilterTabs
          label="Status"
          value={status}
          options={STATUS_FILTERS}
          onChange={value => setParameter('status', value === 'ACTIVE' ? '' : value)}
        />
        <span className="hidden flex-1 xl:block" />
        <SearchField label="Search trends" value={search} onChange={value => setParameter('search', value)} />
        <SelectField
          label="Niche"
          value={niche}
          options={[
            { value: '', label: 'All niches' },
            ...niches.map(name => ({ value: name, label: name })),
          ]}
          onChange={value => setParameter('niche', value)}
        />
        <SelectField
          label="Order"
          value={orderBy}
          options={ORDERS}
          onChange={value => setParameter('order', value === 'SCORE' ? '' : value)}
        />
      </div>
      <TrendList
        key={JSON.stringify([filter, orderBy])}
        filter={filter}
        orderBy={orderBy}
        finishedScans={finishedScans}
        isFiltered={Boolean(search || niche) || status !== 'ACTIVE'}
        onScan={canEdit ? () => scan.start(undefined) : undefined}
        isScanning={scan.isScanning}
      />
    </>
  )
}

function toFilter(status: TrendStatus | 'ALL', search: string, niche: string): TrendFilter {
  return {
    ...(status !== 'ALL' && { status: [status] }),
    ...(search && { search }),
    ...(niche && { niche }),
  }
}
