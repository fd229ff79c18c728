'use client'

import { createContext, type ReactNode, use, useState } from 'react'
import { type Client, Provider } from 'urql'
import { createGraphClient, createSecretClient, createServerClient } from './client.ts'

const SecretClient = createContext<Client | null>(null)

/** Gives the pages below it the graph: one client a tab, and one for secrets. */
export function GraphProvider({ children }: { children: ReactNode }) {
  const [clients] = useState(() => {
    if (typeof window !== 'undefined') return { graph: createGraphClient(), secret: createSecretClient() }
    const none = createServerClient()
    return { graph: none, secret: none }
  })
  return (
    <Provider value={clients.graph}>
      <SecretClient value={clients.secret}>{children}</SecretClient>
    </Provider>
  )
}

/** The client for operations that answer with secrets; it keeps nothing. */
export function useSecretClient(): Client {
  const client = use(SecretClient)
  if (!client) throw new Error('useSecretClient is used outside of GraphProvider.')
  return client
}
