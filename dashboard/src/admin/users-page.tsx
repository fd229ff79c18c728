'use client'

import { useState } from 'react'
import type { UserFilter, UserItemFragment } from '#generated/graphql.ts'
import { keysOf, ROLE } from '#pipeline/names.ts'
import { useAddressFilters } from '#shell/search-params.ts'
import { FilterTabs } from '#ui/filter-tabs.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { ActiveDialog } from './active-dialog.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { UserList } from './user-list.tsx'

const STATES = [
  { value: 'ALL', label: 'All' },
  { value: 'ACTIVE', label: 'Active' },
  { value: 'INACTIVE', label: 'Deactivated' },
] as const

const ROLES = [
  { value: '', label: 'All roles' },
  ...keysOf(ROLE).map(value => ({ value, label: ROLE[value] })),
]

/** What is being done to which user. */
type Deed = { kind: 'role' | 'active'; user: UserItemFragment }

/** Who may come in, and as what. */
export function UsersPage() {
  const [parameters, setParameter] = useAddressFilters()
  const [deed, setDeed] = useState<Deed | null>(null)
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
      </div>
      <UserList
        key={JSON.stringify(filter)}
        filter={filter}
        onChangeRole={user => setDeed({ kind: 'role', user })}
        onChangeActive={user => setDeed({ kind: 'active', user })}
      />
      {deed?.kind === 'role' && <RoleDialog user={deed.user} onClose={close} />}
      {deed?.kind === 'active' && <ActiveDialog user={deed.user} onClose={close} />}
    </>
  )
}
