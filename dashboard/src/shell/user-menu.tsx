'use client'

import { Keyboard, LogOut, Settings, ShieldCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ROLE } from '#pipeline/names.ts'
import { signOut } from '#session/browser-session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { useToast } from '#ui/toasts.tsx'
import { useViewer } from './viewer.tsx'

/** Who is signed in, with what they may do, and the way out. */
export function UserMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const viewer = useViewer()
  const router = useRouter()
  const toast = useToast()
  const [isLeaving, setLeaving] = useState(false)

  const leave = async () => {
    setLeaving(true)
    if (await signOut()) return
    setLeaving(false)
    toast({ tone: 'bad', message: 'You are still signed in: the dashboard did not answer. Try again.' })
  }

  return (
    <Menu
      label="Account"
      heading={
        <div className="mb-1.5 border-line border-b px-2.5 pt-1.5 pb-2.5">
          <p className="truncate font-medium">{viewer?.name ?? 'Not known right now'}</p>
          <p className="truncate text-subtle text-xs">
            {viewer
              ? `${viewer.email ?? viewer.username} · ${ROLE[viewer.role]}`
              : 'The gateway does not answer.'}
          </p>
        </div>
      }
      trigger={attributes => (
        <button
          type="button"
          {...attributes}
          disabled={isLeaving}
          className="flex size-9 items-center justify-center rounded-full hover:bg-sunken"
        >
          <span className="sr-only">{viewer ? `Account of ${viewer.name}, ` : 'Account'}</span>
          <Avatar name={viewer?.name} url={viewer?.avatarUrl} />
        </button>
      )}
    >
      <MenuItem icon={Settings} onSelect={() => router.push('/settings/profile')}>
        Settings
      </MenuItem>
      {viewer?.role === 'ADMIN' && (
        <MenuItem icon={ShieldCheck} onSelect={() => router.push('/admin/users')}>
          Administration
        </MenuItem>
      )}
      <MenuItem icon={Keyboard} onSelect={onShowShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
