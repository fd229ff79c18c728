'use client'

import { useState } from 'react'
import type { UserFilter, UserItemFragment } from '#generated/graphql.ts'
import { keysOf, ROLE } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ActiveDialog } from './active-dialog.tsx'
import { InviteButton } from './invite-button.tsx'
import { ResetSecondFactorDialog } from './reset-second-factor-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { type UserDeed, UserList } from './user-list.tsx'

const STATES = [
  { value: 'ALL', label: 'All' },
  { value: 'ACTIVE', label: 'Active' },
  { value: 'INACTIVE', label: 'Deactivated' },
] as const

const ROLES = [
  { value: '', label: 'All roles' },
  ...keysOf(ROLE).map(value => ({ value, label: ROLE[value] })),
]

/** Who may come in, and as what. */
export function UsersPage() {
  const [parameters, setParameter] = useAddressFilters()
  const [deed, setDeed] = useState<{ kind: UserDeed; user: UserItemFragment } | null>(null)
  const state = STATES.find(({ value }) => value === parameters.get('state'))?.value ?? 'ALL'
  const role = keysOf(ROLE).find(value => value === parameters.get('role'))
  const search = parameters.get('search') ?? ''
  const filter: UserFilter = {
    ...(role && { role }),
    ...(state !== 'ALL' && { isActive: state === 'ACTIVE' }),
    ...(search && { search }),
  }
  const close = () => setDeed(null)

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilterTabs
          label="State"
          value={state}
          options={STATES}
          onChange={value => setParameter('state', value === 'ALL' ? '' : value)}
        />
        <span className="hidden flex-1 xl:block" />
        <SearchField label="Search users" value={search} onChange={value => setParameter('search', value)} />
        <SelectField
          label="Role"
          value={role ?? ''}
          options={ROLES}
          onChange={value => setParameter('role', value)}
        />
        <InviteButton />
      </div>
      <UserList
        key={JSON.stringify(filter)}
        filter={filter}
        onAct={(kind, user) => setDeed({ kind, user })}
      />
      {deed?.kind === 'role' && <RoleDialog user={deed.user} onClose={close} />}
      {deed?.kind === 'second factor' && <ResetSecondFactorDialog user={deed.user} onClose={close} />}
      {deed?.kind === 'active' && <ActiveDialog user={deed.user} onClose={close} />}
    </>
  )
}
