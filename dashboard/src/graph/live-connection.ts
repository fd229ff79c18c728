import { type Client, createClient } from 'graphql-ws'
import { z } from 'zod'
import { needsRenewal, postToDashboard, renewSession } from '#session/browser-session.ts'

/** What the indicator shows. `idle` before anything was subscribed to. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'retrying'

const credentials = z.object({ token: z.string(), url: z.url() })

const PING_EVERY_MS = 12_000
const PONG_WITHIN_MS = 5_000
const MAX_WAIT_MS = 15_000

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

async function fetchCredentials() {
  if (needsRenewal()) await renewSession()
  let response = await postToDashboard('/api/live-token')
  if (response.status === 401 && (await renewSession(true)) === 'renewed') {
    response = await postToDashboard('/api/live-token')
  }
  return credentials.parse(await response.json())
}

/** The graphql-ws client: one socket for all subscriptions, a fresh token each time it connects, endless retries. */
export function createLiveClient(): Client {
  let token = ''
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  let socket: WebSocket | undefined
  return createClient({
    url: async () => {
      const fresh = await fetchCredentials()
      token = fresh.token
      return fresh.url
    },
    connectionParams: () => ({ Authorization: `Bearer ${token}` }),
    lazyCloseTimeout: 10_000,
    keepAlive: PING_EVERY_MS,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: retries => {
      const backoffMs = Math.min(500 * 2 ** retries, MAX_WAIT_MS)
      return new Promise(resolve => setTimeout(resolve, backoffMs * (0.7 + 0.6 * Math.random())))
    },
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
        hasFailed = !(event instanceof CloseEvent && event.code === 1000)
        moveTo(hasFailed ? 'retrying' : 'idle')
      },
      error: () => {
        hasFailed = true
        moveTo('retrying')
      },
    },
  })
}
