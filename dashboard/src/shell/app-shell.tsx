'use client'

import { type ReactNode, useRef } from 'react'
import { useQuery } from 'urql'
import { graphql } from '#generated/gql.ts'
import { GraphProvider } from '#graph/graph-provider.tsx'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { useThrottled } from '#graph/use-throttled.ts'
import { NotificationBell } from '#notifications/notification-bell.tsx'
import { ToastProvider } from '#ui/toasts.tsx'
import { Brand } from './brand.tsx'
import { LiveIndicator } from './live-indicator.tsx'
import { BottomBar, Sidebar } from './navigation.tsx'
import { OpenGateCount } from './open-gate-count.ts'
import { ShortcutProvider, useShortcutHelp } from './shortcuts.tsx'
import type { Theme } from './theme.ts'
import { ThemeMenu } from './theme-menu.tsx'
import { useKeptFocus } from './use-kept-focus.ts'
import { UserMenu } from './user-menu.tsx'
import { ViewerProvider } from './viewer.tsx'

const openGateCountQuery = graphql(`
  query OpenGateCount {
    reviewGates(first: 100) {
      nodes {
        id
        status
      }
    }
  }
`)

const gateChanges = graphql(`
  subscription GateChanges {
    contentUpdated {
      id
      status
      openGate {
        id
        status
      }
    }
  }
`)

/** Everything around a page: navigation, the top bar, messages, shortcuts and the graph. */
export function AppShell({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <GraphProvider>
      <ViewerProvider>
        <ToastProvider>
          <ShortcutProvider>
            <Frame theme={theme}>{children}</Frame>
          </ShortcutProvider>
        </ToastProvider>
      </ViewerProvider>
    </GraphProvider>
  )
}

function Frame({ theme, children }: { theme: Theme; children: ReactNode }) {
  const showShortcuts = useShortcutHelp()
  const openGates = useCountOfOpenGates()
  const main = useRef<HTMLElement>(null)
  useKeptFocus(main)
  return (
    <OpenGateCount value={openGates}>
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-medium text-white focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh">
        <Sidebar />
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="sticky top-0 z-20 flex h-14 items-center gap-1 border-line border-b bg-canvas/90 px-4 backdrop-blur-sm sm:px-6 lg:px-8">
            <span className="lg:hidden">
              <Brand isCompact />
            </span>
            <span className="flex-1" />
            <span className="mr-1 lg:hidden">
              <LiveIndicator isCompact />
            </span>
            <ThemeMenu initial={theme} />
            <NotificationBell />
            <UserMenu onShowShortcuts={showShortcuts} />
          </header>
          <main
            ref={main}
            id="main"
            tabIndex={-1}
            className="mx-auto w-full max-w-[88rem] flex-1 px-4 pt-6 pb-24 sm:px-6 lg:px-8 lg:pb-10"
          >
            {children}
          </main>
        </div>
      </div>
      <BottomBar />
    </OpenGateCount>
  )
}

/** Counts the gates that wait, and counts again whenever a content changes. */
function useCountOfOpenGates(): number | null {
  const [{ data }, read] = useQuery({ query: openGateCountQuery })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  useLive(gateChanges, {}, useThrottled(readAgain, 2_000))
  useKeepFresh(readAgain, 15_000)
  return data?.reviewGates?.nodes.filter(({ status }) => status === 'OPEN').length ?? null
}
