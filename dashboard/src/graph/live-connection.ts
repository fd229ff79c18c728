import { type Client, createClient } from 'graphql-ws'
import { backOff, liveCredentials } from './live-credentials.ts'

/** What the indicator shows. `idle` before anything was subscribed to. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'retrying'

const PING_EVERY_MS = 12_000
const PONG_WITHIN_MS = 5_000
/** The gateway's close code for a sign-in that it refused or that ended: a fresh token is needed (docs/live-events.md). */
const FORBIDDEN = 4403

let state: LiveState = 'idle'
let connections = 0
let hasFailed = false
const listeners = new Set<() => void>()

function moveTo(next: LiveState) {
  state = next
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`: is told whenever the state or the number of connections changes. */
export function onLiveChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether events arrive now. `live` only while the gateway answers pings. */
export function liveState(): LiveState {
  return state
}

/** How often the connection was made; grows when events may have been missed and data should be read again. */
export function connectionCount(): number {
  return connections
}

/** The graphql-ws client: one socket for all subscriptions, a fresh token each time it connects, endless retries. */
export function createLiveClient(): Client {
  let token = ''
  let mark: string | null = null
  let refusedMark: string | null = null
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  return createClient({
    url: async () => {
      const fresh = await liveCredentials(refusedMark, () => {
        hasFailed = true
        moveTo('retrying')
      })
      token = fresh.token
      mark = fresh.mark
      return fresh.url
    },
    connectionParams: () => ({ Authorization: `Bearer ${token}` }),
    lazyCloseTimeout: 10_000,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: backOff,
    on: {
      connecting: () => moveTo(hasFailed ? 'retrying' : 'connecting'),
      opened: opened => {
        socket = opened instanceof WebSocket ? opened : undefined
      },
      connected: () => {
        connections += 1
        hasFailed = false
        moveTo('live')
      },
      ping: received => {
        if (received) return
        pongTimer = setTimeout(() => socket?.close(4408, 'No pong in time'), PONG_WITHIN_MS)
      },
      pong: received => {
        if (received) clearTimeout(pongTimer)
      },
      closed: event => {
        clearTimeout(pongTimer)
        const code = event instanceof CloseEvent ? event.code : null
        if (code === FORBIDDEN) refusedMark = mark
        hasFailed = code !== 1000
        moveTo(hasFailed ? 'retrying' : 'idle')
      },
      error: () => {
        hasFailed = true
        moveTo('retrying')
      },
    },
  })
}
