import { type ChildProcess, fork } from 'node:child_process'
import { Socket } from 'node:net'
import { finished } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What the process is asked: to get a supergraph ready, or to plan an operation of one that is. */
export type PlannerRequest =
  | { kind: 'load'; supergraph: string; sdl: string }
  | {
      kind: 'plan'
      supergraph: string
      document: string
      operationName: string | null
      /** Labels of progressive `@override`s that hold, of those that are not `percent(N)`. */
      activeLabels: readonly string[]
      /** The request's share of the traffic, for labels `percent(N)`. */
      share: number
      /** Whether each label holds, for that share. */
      labels: readonly (readonly [label: string, holds: boolean])[]
    }

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('loaded') }),
  /** The node is the planner's own. */
  z.object({ kind: z.literal('planned'), node: z.unknown() }),
  /** The supergraph is not ready: it is another process, or others came since. */
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
])

/**
 * What came of a request. `crashed` when the process ended over it, or had to be ended since it took too long, with the last words
 * of the process; `resting` when it was not asked, since the process ended too often of late.
 */
export type PlannerOutcome =
  | z.infer<typeof outcome>
  | { kind: 'crashed'; lastWords: string }
  | { kind: 'resting' }

const answer = z.object({ number: z.number() }).and(outcome)

/** A process that plans. */
export interface PlannerProcess {
  ask(request: PlannerRequest): Promise<PlannerOutcome>
  /** From now on it is not let go when nothing is asked: some operations cannot wait for its start. */
  keep(): void
}

export interface PlannerProcessOptions {
  /** The file beside this one that is run. */
  program: 'rust-planner-process.mjs' | 'apollo-planner-process.mjs'
  /** How long planning an operation may take. Default 5,000 ms. */
  timeoutMs?: number
  /** How often the process may end within `restMs`; then it rests for as long. Default 20. */
  endsAtMost?: number
  /** Default 10,000 ms. */
  restMs?: number
  /**
   * After how long without a request the process is let go: plans are kept, so that most of the time there is nothing to plan, and
   * starting anew takes about as long as planning a large operation. Default 10,000 ms.
   */
  idleMs?: number
}

interface Waiting {
  request: PlannerRequest
  settle: (outcome: PlannerOutcome) => void
}

/** Characters that are kept of what a process writes to its standard error. */
const LAST_WORDS_AT_MOST = 2_000

/** For getting a supergraph ready, which the largest take seconds for. */
const LOAD_TIMEOUT_MS = 60_000

/** No plan needs as much; a planner that goes in a circle is ended before the machine suffers. */
const MEMORY_MEGABYTES = 1024

/**
 * Starts the process with the first request, and again with the next one after it ended or was let go. It answers in the order it is
 * asked: what it ends over is the oldest request; those behind it are asked again.
 */
export function createPlannerProcess({
  program,
  timeoutMs = 5_000,
  endsAtMost = 20,
  restMs = 10_000,
  idleMs = 10_000,
}: PlannerProcessOptions): PlannerProcess {
  const path = fileURLToPath(new URL(program, import.meta.url))
  let running: ChildProcess | null = null
  let watchdog: NodeJS.Timeout | undefined
  let lastNumber = 0
  let ends: number[] = []
  let restsUntil = 0
  let isKept = false
  const waiting = new Map<number, Waiting>()

  const send = (request: PlannerRequest, settle: Waiting['settle']) => {
    if (performance.now() < restsUntil) return settle({ kind: 'resting' })
    const child = running ?? start()
    const number = ++lastNumber
    waiting.set(number, { request, settle })
    if (waiting.size === 1) watch(child)
    // What cannot be sent is asked of the next process once this one has ended.
    child.send({ number, ...request }, () => {})
  }

  const start = (): ChildProcess => {
    const child = fork(path, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [`--max-old-space-size=${MEMORY_MEGABYTES}`],
    })
    running = child
    child.unref()
    child.channel?.unref()
    if (child.stderr instanceof Socket) child.stderr.unref()
    let words = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-LAST_WORDS_AT_MOST)
    })
    child.on('message', message => {
      const { number, ...found } = answer.parse(message)
      const asked = waiting.get(number)
      waiting.delete(number)
      watch(child)
      asked?.settle(found)
    })
    child.on('error', () => {
      if (child.pid === undefined) lose(child)?.settle({ kind: 'crashed', lastWords: '' })
    })
    child.once('exit', () => {
      const oldest = lose(child)
      if (child.stderr)
        finished(child.stderr, () => oldest?.settle({ kind: 'crashed', lastWords: words.trim() }))
    })
    return child
  }

  /** Gives the oldest request its time, and keeps this process alive for as long as one waits; lets an idle child go. */
  const watch = (child: ChildProcess) => {
    clearTimeout(watchdog)
    if (waiting.size === 0) {
      child.unref()
      child.channel?.unref()
      if (!isKept) watchdog = setTimeout(() => letGo(child), idleMs).unref()
      return
    }
    child.ref()
    child.channel?.ref()
    const [oldest] = waiting.values()
    const limitMs = oldest?.request.kind === 'load' ? LOAD_TIMEOUT_MS : timeoutMs
    watchdog = setTimeout(() => child.kill('SIGKILL'), limitMs)
  }

  const letGo = (child: ChildProcess) => {
    if (running === child) running = null
    child.kill('SIGKILL')
  }

  /** Asks the others again. @returns what the process ended over */
  const lose = (child: ChildProcess): Waiting | undefined => {
    if (running !== child) return undefined
    running = null
    clearTimeout(watchdog)
    const now = performance.now()
    ends = [...ends.filter(at => now - at < restMs), now]
    if (ends.length >= endsAtMost) {
      ends = []
      restsUntil = now + restMs
    }
    const [oldest, ...others] = waiting.values()
    waiting.clear()
    for (const { request, settle } of others) send(request, settle)
    return oldest
  }

  return {
    ask: request => new Promise(resolve => send(request, resolve)),
    keep() {
      isKept = true
    },
  }
}
