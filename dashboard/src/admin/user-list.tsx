'use client'

import { Ellipsis, ShieldCheck, ShieldOff, UserCheck, UserCog, UserRoundX, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useQuery } from 'urql'
import type { UserFilter, UserItemFragment } from '#generated/graphql.ts'
import { ROLE } from '#pipeline/names.ts'
import { useViewer } from '#shell/viewer.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { PagedList } from '#ui/paged-list.tsx'
import { usersQuery } from './operations.ts'

const PAGE_SIZE = 20

/** What can be done to a user. */
export type UserDeed = 'role' | 'active' | 'second factor'

type OnAct = (deed: UserDeed, user: UserItemFragment) => void

/** The users that fit the filter, page by page. Render it with the filter as its key. */
export function UserList({ filter, onAct }: { filter: UserFilter; onAct: OnAct }) {
  const [after, setAfter] = useState<string | null>(null)
  const [{ data, error, fetching }, read] = useQuery({
    query: usersQuery,
    variables: { first: PAGE_SIZE, after, filter },
  })
  return (
    <PagedList
      label="Users"
      connection={data?.users}
      error={error}
      isFetching={fetching}
      onRetry={() => read({ requestPolicy: 'network-only' })}
      onMore={setAfter}
      empty={
        <EmptyState icon={UsersRound} title="Nobody fits" message="Choose another state, role or search." />
      }
    >
      {user => <UserRow user={user} onAct={onAct} />}
    </PagedList>
  )
}

function UserRow({ user, onAct }: { user: UserItemFragment; onAct: OnAct }) {
  const viewer = useViewer()
  const { id, name, username, email, role, isActive, lastLoginAt, createdAt } = user
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <Avatar name={name} url={user.avatarUrl} />
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-x-4 gap-y-1 md:grid-cols-[minmax(0,1fr)_14rem_10rem] md:items-center">
        <div className="min-w-0">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-muted text-xs">
            {username} · {email}
          </p>
        </div>
        <p className="flex flex-wrap gap-1.5">
          <Badge tone={role === 'ADMIN' ? 'accent' : 'neutral'}>{ROLE[role]}</Badge>
          {isActive === false && <Badge tone="bad">Deactivated</Badge>}
          {user.hasSecondFactor && (
            <Badge icon={ShieldCheck} title="Signing in takes a code besides the password.">
              2FA
            </Badge>
          )}
          {id === viewer?.id && <Badge tone="ok">You</Badge>}
        </p>
        <div className="text-muted text-xs">
          <p>
            {lastLoginAt ? (
              <>
                Signed in <RelativeTime at={lastLoginAt} />
              </>
            ) : (
              'Never signed in'
            )}
          </p>
          <p>
            Added <RelativeTime at={createdAt} />
          </p>
        </div>
      </div>
      <Menu
        label={`What to do with ${name}`}
        trigger={attributes => <IconButton {...attributes} icon={Ellipsis} label={`Actions for ${name}`} />}
      >
        <MenuItem icon={UserCog} onSelect={() => onAct('role', user)}>
          Change the role
        </MenuItem>
        {user.hasSecondFactor && id !== viewer?.id && (
          <MenuItem icon={ShieldOff} onSelect={() => onAct('second factor', user)}>
            Turn the second factor off
          </MenuItem>
        )}
        {id !== viewer?.id && (
          <MenuItem icon={isActive ? UserRoundX : UserCheck} onSelect={() => onAct('active', user)}>
            {isActive ? 'Deactivate' : 'Activate'}
          </MenuItem>
        )}
      </Menu>
    </div>
  )
}
