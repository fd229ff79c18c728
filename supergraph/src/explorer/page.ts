/** The explorer's page: GraphiQL against this gateway, subscriptions over graphql-ws, nothing from elsewhere. */
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { EXAMPLES } from './examples.ts'

const workers: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' }

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(`/explorer/${workers[label] ?? 'editor.worker.js'}`, { name: label }),
  },
})

const endpoint = new URL('/graphql', location.href)
const socketAddress = endpoint.href.replace(/^http/, 'ws')

/** The token that the explorer's headers hold; a socket can send no headers, so that it goes into its parameters. */
function authorizationIn(headers: string | null): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(headers ?? '{}')
    const value = Object.entries(parsed ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1]
    return typeof value === 'string' ? { authorization: value } : {}
  } catch {
    return {}
  }
}

const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  wsClient: createClient({
    url: socketAddress,
    connectionParams: () => authorizationIn(localStorage.getItem('graphiql:headers')),
  }),
})

const page = document.getElementById('explorer')
if (page) {
  createRoot(page).render(
    createElement(GraphiQL, {
      fetcher,
      shouldPersistHeaders: true,
      defaultTabs: EXAMPLES,
      defaultEditorToolsVisibility: 'headers',
    }),
  )
}
