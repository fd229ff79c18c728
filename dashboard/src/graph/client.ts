import { authExchange } from '@urql/exchange-auth'
import { type Client, createClient, type Exchange, fetchExchange, subscriptionExchange } from 'urql'
import { fetchWhileSignedIn, leaveForSignIn, needsRenewal, renewSession } from '#session/browser-session.ts'
import { CLIENT_HEADER } from '#session/same-origin.ts'
import { graphCache } from './cache.ts'
import { documentIdExchange, fetchWithDocumentIds } from './document-ids.ts'
import { createLiveClient } from './live-connection.ts'

/** Renews the session before it expires and when the gateway refuses it; operations wait meanwhile. */
const renewingExchange = authExchange(() =>
  Promise.resolve({
    addAuthToOperation: operation => operation,
    willAuthError: () => needsRenewal(),
    didAuthError: ({ graphQLErrors, response }) =>
      response?.status === 401 || graphQLErrors.some(error => error.extensions.code === 'UNAUTHENTICATED'),
    async refreshAuth() {
      const renewal = await renewSession(!needsRenewal())
      if (renewal === 'ended') leaveForSignIn()
    },
  }),
)

function liveExchange(): Exchange {
  const live = createLiveClient()
  return subscriptionExchange({
    forwardSubscription: ({ query, variables, extensions, operationName }) => ({
      subscribe: sink => ({
        unsubscribe: live.subscribe({ query: query ?? '', variables, extensions, operationName }, sink),
      }),
    }),
  })
}

/** The client of a browser tab. Queries and mutations go through the dashboard, subscriptions over graphql-ws. */
export function createGraphClient(): Client {
  return createClient({
    url: '/api/graphql',
    fetch: fetchWithDocumentIds,
    exchanges: [documentIdExchange, graphCache, renewingExchange, liveExchange(), fetchExchange],
    requestPolicy: 'cache-and-network',
    preferGetMethod: false,
    fetchOptions: { headers: { [CLIENT_HEADER]: '1' } },
  })
}

/**
 * A client without the page's copy of the graph, for operations that answer with secrets: what it is told is in the hands
 * of who asked, and nowhere else.
 */
export function createSecretClient(): Client {
  return createClient({
    url: '/api/graphql',
    fetch: fetchWhileSignedIn,
    exchanges: [renewingExchange, fetchExchange],
    requestPolicy: 'network-only',
    preferGetMethod: false,
    fetchOptions: { headers: { [CLIENT_HEADER]: '1' } },
  })
}

/** The client while the server renders: it answers nothing, so that pages render their skeletons. */
export function createServerClient(): Client {
  return createClient({ url: 'http://server.invalid', exchanges: [() => () => () => undefined] })
}
