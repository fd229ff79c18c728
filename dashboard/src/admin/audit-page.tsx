'use client'

import { ScrollText, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useQuery } from 'urql'
import type { AuditFilter } from '#generated/graphql.ts'
import { keysOf } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { AuditRow } from './audit-row.tsx'
import { AUDIT_AREAS, actionsOf } from './audit-words.ts'
import { auditLogQuery, userNameQuery } from './operations.ts'

const AREAS = [
  { value: 'all' as const, label: 'All' },
  ...keysOf(AUDIT_AREAS).map(value => ({ value, label: AUDIT_AREAS[value] })),
]

const SPANS = [
  { value: '', label: 'Any time' },
  { value: '1', label: 'The last 24 hours' },
  { value: '7', label: 'The last 7 days' },
  { value: '30', label: 'The last 30 days' },
]

/** What was done that matters for security: who, what, from where. */
export function AuditPage() {
  const [parameters, setParameter] = useAddressFilters()
  const area = AREAS.find(({ value }) => value === parameters.get('about'))?.value ?? 'all'
  const days = SPANS.find(({ value }) => value === parameters.get('days'))?.value ?? ''
  const actorId = parameters.get('actor') ?? ''
  const filter = useMemo<AuditFilter>(
    () => ({
      ...(area !== 'all' && { actions: actionsOf(area) }),
      ...(actorId && { actorId }),
      ...(days && { from: new Date(Date.now() - Number(days) * 86_400_000).toISOString() }),
    }),
    [area, actorId, days],
  )

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilterTabs
          label="About"
          value={area}
          options={AREAS}
          onChange={value => setParameter('about', value === 'all' ? '' : value)}
        />
        <span className="hidden flex-1 xl:block" />
        {actorId && <ActorFilter id={actorId} onClear={() => setParameter('actor', '')} />}
        <SelectField
          label="When"
          value={days}
          options={SPANS}
          onChange={value => setParameter('days', value)}
        />
      </div>
      <AuditList
        key={JSON.stringify(filter)}
        filter={filter}
        onChooseActor={id => setParameter('actor', id)}
      />
    </>
  )
}

/** Render it with the filter as its key. */
function AuditList({ filter, onChooseActor }: { filter: AuditFilter; onChooseActor: (id: string) => void }) {
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }, read] = useQuery({ query: auditLogQuery, variables: { after, filter } })
  return (
    <PagedList
      label="Audit log"
      connection={data?.auditLog}
      error={error}
      isFetching={fetching}
      onRetry={() => read({ requestPolicy: 'network-only' })}
      onMore={setAfter}
      empty={
        <EmptyState
          icon={ScrollText}
          title="Nothing was done"
          message="No act fits these filters. Choose another time or another area."
        />
      }
    >
      {entry => <AuditRow entry={entry} onChooseActor={onChooseActor} />}
    </PagedList>
  )
}

function ActorFilter({ id, onClear }: { id: string; onClear: () => void }) {
  const [{ data }] = useQuery({ query: userNameQuery, variables: { id }, requestPolicy: 'cache-first' })
  return (
    <Button icon={X} onClick={onClear}>
      By {data?.user?.name ?? 'one user'}
      <span className="sr-only">: show everybody again</span>
    </Button>
  )
}
