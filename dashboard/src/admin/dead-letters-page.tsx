'use client'

import { MailWarning } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { DeadLetterFilter, DeadLetterItemFragment } from '#generated/graphql.ts'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { keysOf, SERVICE } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { MissingPart } from '#ui/failure-state.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { deadLettersQuery, systemEvents } from './dead-letter-operations.ts'
import { DeadLetterRow } from './dead-letter-row.tsx'
import { ReplayDialog } from './replay-dialog.tsx'

const FILTERS = [
  { value: 'WAITING', label: 'Waiting' },
  { value: 'ALL', label: 'All' },
] as const

const SERVICES = keysOf(SERVICE)
const SERVICE_OPTIONS = [
  { value: '', label: 'All services' },
  ...SERVICES.map(value => ({ value, label: SERVICE[value] })),
]

/** Events and jobs that services gave up: why, and trying them again. */
export function DeadLettersPage() {
  const [parameters, setParameter] = useAddressFilters()
  const shown = parameters.get('show') === 'ALL' ? 'ALL' : 'WAITING'
  const service = SERVICES.find(name => name === parameters.get('service'))
  const filter: DeadLetterFilter = {
    ...(shown === 'WAITING' && { isReplayed: false }),
    ...(service && { services: [service] }),
  }
  return (
    <>
      <p className="mb-3 text-muted">
        What a service tried again and again, and then gave up. Once the cause is mended, have it tried anew.
      </p>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <FilterTabs
          label="Which dead letters"
          value={shown}
          options={FILTERS}
          onChange={value => setParameter('show', value === 'WAITING' ? '' : value)}
        />
        <SelectField
          label="Service"
          value={service ?? ''}
          options={SERVICE_OPTIONS}
          onChange={value => setParameter('service', value)}
        />
      </div>
      <DeadLetterList key={JSON.stringify(filter)} filter={filter} />
    </>
  )
}

/** Render it with the filter as its key. */
function DeadLetterList({ filter }: { filter: DeadLetterFilter }) {
  const [after, setAfter] = useState<string | null>(null)
  const [chosen, setChosen] = useState<DeadLetterItemFragment | null>(null)
  const [{ data, error, fetching }, read] = useQuery({
    query: deadLettersQuery,
    variables: { after, filter },
  })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  // New letters stand in front of those that were read.
  const readFromStart = () => (after === null ? readAgain() : setAfter(null))
  useLive(systemEvents, {}, ({ systemEvents: { kind } }) => kind === 'DEAD_LETTER' && readFromStart())
  useKeepFresh(readAgain, 15_000)
  const connection = data?.deadLetters
  const missing = connection?.missing ?? []
  return (
    <>
      {missing.length > 0 && (
        <div className="mb-3">
          <MissingPart onRetry={readAgain}>
            Some dead letters are missing here: {missing.map(({ message }) => message).join(' ')}
          </MissingPart>
        </div>
      )}
      <PagedList
        label="Dead letters"
        connection={connection}
        error={error}
        isFetching={fetching}
        onRetry={readAgain}
        onMore={setAfter}
        empty={
          <EmptyState
            icon={MailWarning}
            title={
              missing.length > 0
                ? 'Nothing of the other services'
                : filter.isReplayed === false
                  ? 'Nothing waits'
                  : 'Nothing was given up'
            }
            message="An event or a job that keeps failing is put here, instead of being lost."
          />
        }
      >
        {letter => <DeadLetterRow letter={letter} onReplay={() => setChosen(letter)} />}
      </PagedList>
      {chosen && <ReplayDialog letter={chosen} onReplayed={readFromStart} onClose={() => setChosen(null)} />}
    </>
  )
}
