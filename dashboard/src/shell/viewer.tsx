'use client'

import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { useQuery } from 'urql'
import { graphql } from '#generated/gql.ts'
import type { ViewerQuery } from '#generated/graphql.ts'

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

/** Asks who is signed in, until that is known, and tells the components below. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error }, read] = useQuery({ query: viewerQuery, requestPolicy: 'cache-first' })
  const isUnknown = Boolean(error) && !data?.me
  useEffect(() => {
    if (!isUnknown) return
    const timer = setInterval(() => read({ requestPolicy: 'network-only' }), TRY_AGAIN_EVERY_MS)
    return () => clearInterval(timer)
  }, [isUnknown, read])
  return <ViewerContext value={data?.me ?? null}>{children}</ViewerContext>
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
