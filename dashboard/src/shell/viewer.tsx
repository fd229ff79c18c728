'use client'

import { createContext, type ReactNode, useContext } from 'react'
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
    }
  }
`)

export type Viewer = NonNullable<ViewerQuery['me']>

const ViewerContext = createContext<Viewer | null>(null)

/** Asks once who is signed in and tells the components below. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data }] = useQuery({ query: viewerQuery, requestPolicy: 'cache-first' })
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
