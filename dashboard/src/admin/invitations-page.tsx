'use client'

import { MailPlus } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { InvitationItemFragment } from '#generated/graphql.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { invitationsQuery } from './invitation-operations.ts'
import { InvitationRow } from './invitation-row.tsx'
import { InviteButton } from './invite-button.tsx'
import { RevokeInvitationDialog } from './revoke-invitation-dialog.tsx'

const FILTERS = [
  { value: 'OPEN', label: 'Open' },
  { value: 'ALL', label: 'All' },
] as const

/** Who was asked in, and whether they came. */
export function InvitationsPage() {
  const [parameters, setParameter] = useAddressFilters()
  const shown = parameters.get('show') === 'ALL' ? 'ALL' : 'OPEN'
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <FilterTabs
          label="Which invitations"
          value={shown}
          options={FILTERS}
          onChange={value => setParameter('show', value === 'OPEN' ? '' : value)}
        />
        <InviteButton />
      </div>
      <InvitationList key={shown} openOnly={shown === 'OPEN'} />
    </>
  )
}

/** Render it with the filter as its key. */
function InvitationList({ openOnly }: { openOnly: boolean }) {
  const [after, setAfter] = useState<string | null>(null)
  const [chosen, setChosen] = useState<InvitationItemFragment | null>(null)
  const [{ data, error, fetching }, read] = useQuery({
    query: invitationsQuery,
    variables: { after, openOnly },
  })
  return (
    <>
      <PagedList
        label="Invitations"
        connection={data?.invitations}
        error={error}
        isFetching={fetching}
        onRetry={() => read({ requestPolicy: 'network-only' })}
        onMore={setAfter}
        empty={
          <EmptyState
            icon={MailPlus}
            title={openOnly ? 'No open invitation' : 'Nobody was invited yet'}
            message="Who you invite gets a mail with a link, by which they choose a username and a password."
          />
        }
      >
        {invitation => <InvitationRow invitation={invitation} onRevoke={() => setChosen(invitation)} />}
      </PagedList>
      {chosen && <RevokeInvitationDialog invitation={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}
