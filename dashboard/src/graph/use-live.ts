'use client'

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql'
import { connectionCount, type LiveState, liveState, onLiveChange } from './live-connection.ts'

/** Wait this long before a subscription that the gateway ended is opened again. */
const REOPEN_AFTER_MS = 10_000

/** Whether events arrive now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(onLiveChange, liveState, () => 'idle')
}

/**
 * Calls `onEvent` for every event of a subscription while the component is shown. A lost connection is made again by
 * the client; a subscription the gateway ended is opened again here. Entities in events reach the cache by themselves.
 */
export function useLive<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  onEvent: (data: Data) => void,
): void {
  const client = useClient()
  const handle = useEffectEvent(onEvent)
  const key = JSON.stringify(variables)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the variables
  useEffect(() => {
    let subscription: { unsubscribe: () => void } | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      subscription = client.subscription(document, variables).subscribe(({ data, error }) => {
        if (data) handle(data)
        if (!error) return
        subscription?.unsubscribe()
        clearTimeout(timer)
        timer = setTimeout(open, REOPEN_AFTER_MS)
      })
    }
    open()
    return () => {
      clearTimeout(timer)
      subscription?.unsubscribe()
    }
  }, [client, document, key])
}

/**
 * Keeps data fresh whatever the live connection does: reads it again when the connection comes back, since events may
 * have been missed, and every `everyMs` while there is none.
 */
export function useKeepFresh(readAgain: () => void, everyMs = 5_000): void {
  const state = useLiveState()
  const connections = useSyncExternalStore(onLiveChange, connectionCount, () => 0)
  const read = useEffectEvent(readAgain)

  useEffect(() => {
    if (connections > 1) read()
  }, [connections])

  useEffect(() => {
    if (state === 'live' || state === 'idle') return
    const timer = setInterval(() => document.visibilityState === 'visible' && read(), everyMs)
    return () => clearInterval(timer)
  }, [state, everyMs])
}
