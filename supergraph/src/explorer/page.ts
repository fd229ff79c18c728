/** The explorer's page: GraphiQL against this gateway, subscriptions over graphql-ws, nothing from elsewhere. */
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql'
import { createClient } from 'graphql-ws'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { EXAMPLES } from './examples.ts'
import { examplesPanel, signInPanel } from './orion-panels.ts'
import { authorization } from './session.ts'

const workers: Record<string, string> = { json: 'json.worker.js', graphql: 'graphql.worker.js' }

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(`/explorer/${workers[label] ?? 'editor.worker.js'}`, { name: label, type: 'module' }),
  },
})

const endpoint = new URL('/graphql', location.href)
let headersOfEditor: Record<string, string> = {}

const sockets = createClient({
  url: endpoint.href.replace(/^http/, 'ws'),
  // A socket can send no headers, so that they go into its parameters.
  connectionParams: () => ({ ...authorization(), ...headersOfEditor }),
})
const fetcher = createGraphiQLFetcher({ url: endpoint.href, wsClient: sockets })

/** What is in the headers of the editor wins over who is signed in. */
const authorized: typeof fetcher = (parameters, options) => {
  headersOfEditor = Object.fromEntries(
    Object.entries(options?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  return fetcher(parameters, { ...options, headers: { ...authorization(), ...headersOfEditor } })
}

const page = document.getElementById('explorer')
if (page) {
  // Only Orion's own gateway knows users; any other supergraph is explored without signing in.
  const { ok: isOrion } = await fetch('/.well-known/jwks.json').catch(() => ({ ok: false }))
  const signing = signInPanel(() => sockets.terminate())
  createRoot(page).render(
    createElement(GraphiQL, {
      fetcher: authorized,
      ...(isOrion
        ? {
            plugins: [signing, examplesPanel, HISTORY_PLUGIN],
            visiblePlugin: signing,
            defaultQuery: EXAMPLES[0].query,
          }
        : {}),
    }),
  )
}
