'use client'

import { Bell } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useQuery } from 'urql'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { useShortcut } from '#shell/shortcuts.tsx'
import { IconButton } from '#ui/button.tsx'
import { useToast } from '#ui/toasts.tsx'
import { NotificationDrawer } from './notification-drawer.tsx'
import { notificationReceived, unreadCountQuery } from './operations.ts'
import { notificationTarget } from './target.ts'

/** How many notifications are unread, and the drawer that shows them. New ones also show as a message. */
export function NotificationBell() {
  const router = useRouter()
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const [arrivals, setArrivals] = useState(0)
  const [{ data }, read] = useQuery({ query: unreadCountQuery })
  const unread = data?.unreadNotificationCount ?? 0
  const readAgain = () => read({ requestPolicy: 'network-only' })

  useShortcut('n', () => setOpen(true))
  useKeepFresh(readAgain, 20_000)
  useLive(notificationReceived, {}, ({ notificationReceived: notification }) => {
    readAgain()
    setArrivals(count => count + 1)
    if (isOpen) return
    const target = notificationTarget(notification)
    if (target && target === window.location.pathname) return
    toast({
      tone: notification.type.endsWith('FAILED') ? 'bad' : 'info',
      message: `${notification.title}: ${notification.body}`,
      action: target ? { label: 'Open', run: () => router.push(target) } : undefined,
    })
  })

  return (
    <>
      <IconButton
        icon={Bell}
        label={unread > 0 ? `Notifications, ${unread} unread` : 'Notifications'}
        aria-haspopup="dialog"
        className="relative"
        onClick={() => setOpen(true)}
      >
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-bad-solid px-1 text-center font-semibold text-[0.625rem] text-white leading-4 tabular-nums"
          >
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </IconButton>
      {isOpen && <NotificationDrawer arrivals={arrivals} onClose={() => setOpen(false)} />}
    </>
  )
}
