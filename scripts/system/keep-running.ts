import { setTimeout } from 'node:timers/promises'
import { untilGone } from '@orion/common/embedded/running-process'
import { describeError } from '@orion/common/errors'
import type { System } from './start-system.ts'

/** Something of the system that can end by itself. */
interface Part {
  name: string
  /** Resolves when it has ended, to `true` when it was told to. */
  ended(): Promise<boolean>
  /** Resolves when it is ready again. */
  restart(): Promise<void>
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** What ran this long is tried again as soon as what never failed. */
const STEADY_MS = 60_000

/**
 * Starts every part of a system again that ends without having been told to, after a second, and later the more often it
 * ends: what it was at is in its database and queues, and goes on.
 * @param say is told, in a sentence, what ended and what is ready again
 * @returns what ends the watch; call it before the system is stopped
 */
export function keepRunning(system: System, say: (sentence: string) => void): () => void {
  const ending = new AbortController()
  for (const part of partsOf(system)) void keep(part, say, ending.signal).catch(() => {})
  return () => ending.abort()
}

/** @throws when the watch ends */
async function keep(part: Part, say: (sentence: string) => void, ending: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS
  for (;;) {
    const since = performance.now()
    const isTold = await part.ended()
    if (performance.now() - since > STEADY_MS) wait = FIRST_WAIT_MS
    if (isTold) return
    ending.throwIfAborted()
    say(`${part.name} ended by itself; it is started again in ${wait / 1000} s.`)
    await setTimeout(wait, undefined, { signal: ending })
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    await part.restart().then(
      () => say(`${part.name} is ready again.`),
      error => ending.aborted || say(describeError(error)),
    )
  }
}

function partsOf(system: System): Part[] {
  const { postgres, redis, processes } = system
  const gone = (pid: () => number | undefined) => async () => {
    await untilGone(pid() ?? 0)
    return false
  }
  return [
    ...(postgres
      ? [{ name: 'postgres', ended: gone(() => system.postgres?.pid), restart: system.restartPostgres }]
      : []),
    ...(redis ? [{ name: 'redis', ended: gone(() => system.redis?.pid), restart: system.restartRedis }] : []),
    ...[...processes.keys()].map(name => ({
      name,
      ended: async () => (await processes.get(name)?.ended) ?? true,
      restart: () => system.restart(name),
    })),
  ]
}
