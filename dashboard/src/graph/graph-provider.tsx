'use client'

import { type ReactNode, useState } from 'react'
import { Provider } from 'urql'
import { createGraphClient, createServerClient } from './client.ts'

/** Gives the pages below it the graph: one client a tab. */
export function GraphProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() =>
    typeof window === 'undefined' ? createServerClient() : createGraphClient(),
  )
  return <Provider value={client}>{children}</Provider>
}
