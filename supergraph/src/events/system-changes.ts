import { randomUUID } from 'node:crypto'
import type { Check } from '@orion/common/service/health'

/** What can change about the running system. */
export type SystemEventKind =
  | 'SERVICE_DOWN'
  | 'SERVICE_UP'
  | 'CIRCUIT_OPENED'
  | 'CIRCUIT_CLOSED'
  | 'DEAD_LETTER'

/** A change of the running system, as the graph has it. */
export interface SystemChange {
  id: string
  time: string
  kind: SystemEventKind
  /** The service, or `redis`. */
  service: string
  /** One sentence for people. */
  message: string
}

/** Notices what changes in the services around this gateway. */
export interface SystemChanges {
  /** Calls the listener with each change from now on. @returns what ends it */
  listen(listener: (change: SystemChange) => void): () => void
}

const LOOK_MS = 1000

/**
 * Looks every second, while anybody listens, whether each part of the system can be used and which circuits are open.
 * @param checks rejects when the part of that name cannot be used
 */
export function createSystemChanges(
  checks: Readonly<Record<string, Check>>,
  circuits: () => { subgraph: string; circuit: string }[],
): SystemChanges {
  const listeners = new Set<(change: SystemChange) => void>()
  const wrong = new Map<string, boolean>()
  let clock: NodeJS.Timeout | null = null
  let isLooking = false

  /** Tells when something was right and is wrong now, or the other way round. */
  const note = (key: string, isWrong: boolean, change: Omit<SystemChange, 'id' | 'time'>) => {
    const before = wrong.get(key)
    wrong.set(key, isWrong)
    if (before === isWrong || (before === undefined && !isWrong)) return
    const told = { id: randomUUID(), time: new Date().toISOString(), ...change }
    for (const listener of listeners) listener(told)
  }

  const look = async () => {
    if (isLooking) return
    isLooking = true
    for (const { subgraph, circuit } of circuits()) {
      if (circuit === 'half-open') continue
      const isOpen = circuit === 'open'
      note(`circuit ${subgraph}`, isOpen, {
        kind: isOpen ? 'CIRCUIT_OPENED' : 'CIRCUIT_CLOSED',
        service: subgraph,
        message: isOpen
          ? `${subgraph} failed repeatedly and is given time to recover.`
          : `${subgraph} is called again.`,
      })
    }
    await Promise.all(
      Object.entries(checks).map(async ([service, check]) => {
        const reason = await Promise.resolve()
          .then(check)
          .then(
            () => null,
            (error: unknown) => (error instanceof Error ? error.message : String(error)),
          )
        note(`service ${service}`, reason !== null, {
          kind: reason === null ? 'SERVICE_UP' : 'SERVICE_DOWN',
          service,
          message:
            reason === null ? `${service} can be used again.` : `${service} cannot be used: ${reason}.`,
        })
      }),
    )
    isLooking = false
  }

  return {
    listen(listener) {
      listeners.add(listener)
      if (!clock) {
        clock = setInterval(() => void look(), LOOK_MS).unref()
        void look()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || !clock) return
        clearInterval(clock)
        clock = null
        wrong.clear()
      }
    },
  }
}
