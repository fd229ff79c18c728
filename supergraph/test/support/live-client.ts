import { type Client, createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

/** What a subscription brought so far, and how it ended. */
export interface Listening {
  received: Record<string, unknown>[]
  /** Waits until so many events came. */
  until(count: number): Promise<Record<string, unknown>[]>
  ended: Promise<unknown>
  stop(): void
}

/** Opens a graphql-ws connection. */
export function connect(
  url: string,
  token: string | null,
  on: Parameters<typeof createClient>[0]['on'] = {},
): Client {
  return createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => {},
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    on,
  })
}

/** Subscribes over a connection. */
export function listen(client: Client, query: string, variables: Record<string, unknown> = {}): Listening {
  const received: Record<string, unknown>[] = []
  let wake: () => void = () => {}
  let stop: () => void = () => {}
  const ended = new Promise<unknown>(resolve => {
    stop = client.subscribe<Record<string, unknown>>(
      { query, variables },
      {
        next(value) {
          received.push({ ...value })
          wake()
        },
        error: resolve,
        complete: () => resolve(null),
      },
    )
  })
  return {
    received,
    ended,
    stop: () => stop(),
    async until(count) {
      while (received.length < count) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      return received
    },
  }
}
