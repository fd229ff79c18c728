'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef } from 'react'
import { useQuery } from 'urql'
import { graphql } from '#generated/gql.ts'
import type { ViewerQuery } from '#generated/graphql.ts'
import { useKeepFresh } from '#graph/use-live.ts'
import { sessionMark } from '#session/browser-session.ts'

const viewerQuery = graphql(`
  query Viewer {
    me {
      id
      name
      username
      email
      role
      avatarUrl
    }
  }
`)

export type Viewer = NonNullable<ViewerQuery['me']>

const ViewerContext = createContext<Viewer | null>(null)

const TRY_AGAIN_EVERY_MS = 5_000

/**
 * Asks who is signed in, until that is known, and tells the components below. Asks again when the live connection is made
 * anew, as it is when the viewer's role changes, and when the page is looked at again with other tokens than before. When
 * it is somebody else by then, who signed in in another tab, nothing that this page holds is theirs to see.
 */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error }, read] = useQuery({ query: viewerQuery, requestPolicy: 'cache-first' })
  const readAgain = useCallback(() => read({ requestPolicy: 'network-only' }), [read])
  const isUnknown = Boolean(error) && !data?.me
  useEffect(() => {
    if (!isUnknown) return
    const timer = setInterval(readAgain, TRY_AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [isUnknown, readAgain])
  useKeepFresh(readAgain, 30_000)
  useOtherTokens(readAgain)

  const id = data?.me?.id
  const firstId = useRef(id)
  useEffect(() => {
    firstId.current ??= id
    if (id && id !== firstId.current) window.location.reload()
  }, [id])
  return <ViewerContext value={data?.me ?? null}>{children}</ViewerContext>
}

/** Calls when the page is looked at again and the session has other tokens. */
function useOtherTokens(onChange: () => void) {
  useEffect(() => {
    let mark = sessionMark()
    const look = () => {
      if (document.visibilityState !== 'visible' || sessionMark() === mark) return
      mark = sessionMark()
      onChange()
    }
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [onChange])
}

/** Who is signed in; null until it is known. */
export function useViewer(): Viewer | null {
  return useContext(ViewerContext)
}

/** True when the viewer may scan, generate, review and publish. False until it is known. */
export function useCanEdit(): boolean {
  const viewer = useContext(ViewerContext)
  return viewer?.role === 'EDITOR' || viewer?.role === 'ADMIN'
}
