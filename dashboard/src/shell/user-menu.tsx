'use client'

import { Keyboard, LogOut } from 'lucide-react'
import { useState } from 'react'
import { ROLE } from '#pipeline/names.ts'
import { postToDashboard } from '#session/browser-session.ts'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toasts.tsx'
import { useViewer } from './viewer.tsx'

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map(word => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}

/** Who is signed in, with what they may do, and the way out. */
export function UserMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const viewer = useViewer()
  const toast = useToast()
  const [isLeaving, setLeaving] = useState(false)

  const signOut = async () => {
    setLeaving(true)
    const response = await postToDashboard('/api/session/sign-out').catch(() => null)
    if (response?.ok) return window.location.assign('/sign-in')
    setLeaving(false)
    toast({ tone: 'bad', message: 'You are still signed in: the dashboard did not answer. Try again.' })
  }

  if (!viewer) return <Skeleton className="size-8 rounded-full" />
  return (
    <Menu
      label="Account"
      heading={
        <div className="mb-1.5 border-line border-b px-2.5 pt-1.5 pb-2.5">
          <p className="truncate font-medium">{viewer.name}</p>
          <p className="truncate text-subtle text-xs">
            {viewer.email ?? viewer.username} · {ROLE[viewer.role]}
          </p>
        </div>
      }
      trigger={attributes => (
        <button
          type="button"
          aria-label={`Account of ${viewer.name}`}
          {...attributes}
          disabled={isLeaving}
          className="flex size-9 items-center justify-center rounded-full hover:bg-sunken"
        >
          <span
            aria-hidden
            className="flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs"
          >
            {initials(viewer.name)}
          </span>
        </button>
      )}
    >
      <MenuItem icon={Keyboard} onSelect={onShowShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
