'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Brand } from './brand.tsx'
import { ADMINISTRATION, DESTINATIONS, isAt } from './destinations.ts'
import { LiveIndicator } from './live-indicator.tsx'
import { useOpenGateCount } from './open-gate-count.ts'
import { useViewer } from './viewer.tsx'

function GateCount({ count, className }: { count: number; className?: string }) {
  return (
    <span
      className={clsx(
        'min-w-5 rounded-full bg-warn-soft px-1.5 text-center font-semibold text-warn text-xs leading-5 tabular-nums',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}

/** The navigation beside the page, on wide screens. */
export function Sidebar() {
  const pathname = usePathname()
  const openGates = useOpenGateCount() ?? 0
  const isAdmin = useViewer()?.role === 'ADMIN'
  return (
    <aside className="hidden w-60 shrink-0 border-line border-r bg-surface lg:block">
      <div className="sticky top-0 flex h-dvh flex-col px-3 py-4">
        <Link href="/" aria-label="Orion, to the overview" className="mb-6 w-fit rounded-lg px-2">
          <Brand />
        </Link>
        <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
          {(isAdmin ? [...DESTINATIONS, ADMINISTRATION] : DESTINATIONS).map(destination => {
            const isHere = isAt(destination, pathname)
            return (
              <Link
                key={destination.href}
                href={destination.href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(
                  'flex h-10 items-center gap-3 rounded-lg px-3 font-medium transition-colors',
                  isHere ? 'bg-accent-soft text-accent-ink' : 'text-muted hover:bg-sunken hover:text-ink',
                )}
              >
                <destination.icon aria-hidden className="size-[1.125rem]" />
                <span className="flex-1">{destination.label}</span>
                {destination.href === '/reviews' && openGates > 0 && <GateCount count={openGates} />}
              </Link>
            )
          })}
        </nav>
        <LiveIndicator />
      </div>
    </aside>
  )
}

/** The navigation below the page, on phones and tablets. */
export function BottomBar() {
  const pathname = usePathname()
  const openGates = useOpenGateCount() ?? 0
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-4 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {DESTINATIONS.map(destination => {
        const isHere = isAt(destination, pathname)
        return (
          <Link
            key={destination.href}
            href={destination.href}
            aria-current={isHere ? 'page' : undefined}
            className={clsx(
              'relative flex h-15 flex-col items-center justify-center gap-1 font-medium text-xs',
              isHere ? 'text-accent-ink' : 'text-muted',
            )}
          >
            <destination.icon aria-hidden className="size-5" />
            {destination.label}
            {destination.href === '/reviews' && openGates > 0 && (
              <GateCount count={openGates} className="absolute top-1 left-1/2 ml-1.5" />
            )}
          </Link>
        )
      })}
    </nav>
  )
}
