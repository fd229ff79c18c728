import { GraphQLError } from 'graphql'
import { subgraphAddress } from '../../schema/subgraph-addresses.ts'
import { createEventQueue } from '../event-queue.ts'
import type { SourceEvent, SubscriptionSource } from '../subscription-source.ts'
import { subscribeOverSse } from './sse-transport.ts'
import { NotSpokenError, type Transport, type Upstream, unreachable } from './upstream.ts'
import { subscribeOverWebSocket } from './websocket-transport.ts'

/** How often a lost connection is made again before the clients are told, and how long it waits in between. */
const TRIES = 8
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5000

/**
 * The sources of subscriptions that begin at subgraphs behind a network. Events come over server-sent events where the
 * subgraph speaks them, else over graphql-ws, at the subgraph's own address or at the one that
 * `ORION_SUBSCRIPTION_URL_<NAME>` says; its scheme (`http` or `ws`) then decides. A lost connection is made again; what
 * the subgraph told in the meantime is lost, since neither protocol can ask for it.
 */
export function createRemoteSources(
  environment: NodeJS.ProcessEnv = process.env,
): (subgraph: { name: string; url: string }) => SubscriptionSource {
  const spoken = new Map<string, Transport>()
  return ({ name, url: known }) => {
    const url = subscriptionAddress(name, known, environment)

    const subscribe = async (upstream: Upstream): Promise<void> => {
      const transport = spoken.get(url) ?? (url.startsWith('ws') ? subscribeOverWebSocket : null)
      if (transport) return transport(upstream)
      const opened = (spoke: Transport) => () => {
        spoken.set(url, spoke)
        upstream.opened()
      }
      try {
        return await subscribeOverSse({ ...upstream, opened: opened(subscribeOverSse) })
      } catch (error) {
        if (!(error instanceof NotSpokenError)) throw error
        return subscribeOverWebSocket({ ...upstream, opened: opened(subscribeOverWebSocket) })
      }
    }

    return {
      async subscribe(start, { call }) {
        const { cancellation } = call
        const queue = createEventQueue<SourceEvent>()
        await new Promise<void>((resolve, reject) => {
          let isOpen = false
          let failures = 0
          const upstream: Omit<Upstream, 'headers'> = {
            url,
            start,
            cancellation,
            next: answer => queue.push({ id: null, ...answer }),
            opened() {
              isOpen = true
              failures = 0
              resolve()
            },
          }
          const connect = async () => subscribe({ ...upstream, headers: await call.headersFor(name) })
          const run = (): Promise<void> =>
            connect().then(
              () => {
                queue.end()
                resolve()
              },
              async (error: unknown) => {
                const isFinal = error instanceof GraphQLError || ++failures >= TRIES
                if (isOpen && !isFinal) {
                  await pause(failures)
                  return cancellation.isCancelled ? undefined : run()
                }
                const told = error instanceof GraphQLError ? error : unreachable(name, error)
                queue.fail(told)
                reject(told)
              },
            )
          void run()
        })
        return queue
      },
    }
  }
}

function pause(failures: number): Promise<void> {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures)
  return new Promise(resolve => setTimeout(resolve, longest * (0.5 + Math.random() / 2)).unref())
}

function subscriptionAddress(name: string, url: string, environment: NodeJS.ProcessEnv): string {
  const variable = `ORION_SUBSCRIPTION_URL_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
  return environment[variable] ?? subgraphAddress(name, url, environment)
}
