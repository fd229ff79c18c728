import { keepSubscribed } from '../api/live.ts'
import type { App } from '../app.ts'
import { PipelineEventsDocument, type PipelineEventsSubscription } from '../generated/graphql.ts'
import type { Display } from './display.ts'
import { fromLive, isProgress, type PipelineEvent } from './event.ts'
import { EventFeed } from './event-feed.ts'
import { Looks } from './looks.ts'
import { endsWatch, type Outcome, outcomeOf, type Until } from './outcome.ts'
import { Queue } from './queue.ts'
import type { Snapshot } from './snapshot.ts'
import { States } from './states.ts'

export interface FollowOptions {
  /** The content to follow; null for all of the viewer's. */
  contentId: string | null
  /** Where to stop; a watch of all contents never does. */
  until: Until
  /** Show also what happened from this moment on (ISO 8601); null for only what happens from now on. */
  since: string | null
  display: Display
}

export interface Ending {
  outcome: Outcome
  reason: string
  snapshot: Snapshot
}

type Signal =
  | { kind: 'event'; event: PipelineEvent }
  | { kind: 'connected' }
  | { kind: 'lost'; reason: string; pauseMs: number }
  | { kind: 'look' }
  | { kind: 'failed'; error: unknown }

/** The log hears of an event a moment after those who listen live: it is read for so long after connecting. */
const catchUpMs = 5_000
/** How long to wait for the last events when the end has come. */
const farewellMs = 800

/**
 * Follows the pipeline live, and shows it. Events tell that something happened; where contents stand is read
 * from the API each time, so that a lost event costs seconds and never the truth. After a lost connection the
 * missed events are read from the log.
 *
 * @returns where the content stopped
 * @throws NotFoundError, AuthError, UnreachableError; the signal's reason when the command is interrupted
 */
export async function follow(app: App, options: FollowOptions): Promise<Ending> {
  const { contentId, display, until, since } = options
  const { api, output } = app
  const stop = new AbortController()
  const signal = AbortSignal.any([app.signal, stop.signal])
  const queue = new Queue<Signal>()
  const looks = new Looks(() => queue.push({ kind: 'look' }))
  const states = new States(api, contentId)
  const feed = new EventFeed({
    api,
    contentId,
    since,
    onEvent: event => display.showEvent(event),
    onLogAway: () => output.remark('The log of events cannot be read now: events may be missing here.'),
  })
  /** Until when the log is read at each look, for what was missed before the connection stood. */
  let catchUpUntilMs = 0
  listen(app, contentId, queue, signal)
  try {
    for (;;) {
      const next = await queue.next(signal)
      switch (next.kind) {
        case 'failed':
          throw next.error
        case 'connected':
          catchUpUntilMs = Date.now() + catchUpMs
          display.showConnection(null)
          // Before the live events that wait in the queue, so that all come in their order.
          if (display.wantsEvents) await feed.catchUp()
          looks.wake()
          break
        case 'lost':
          catchUpUntilMs = 0
          feed.lose()
          display.showConnection(
            `The connection is lost: ${next.reason}. Trying again in ${Math.ceil(next.pauseMs / 1000)} s.`,
          )
          break
        case 'event':
          feed.give(next.event)
          if (!isProgress(next.event)) looks.wake()
          break
        case 'look': {
          const ending = await look()
          if (ending) return ending
          break
        }
      }
    }
  } finally {
    stop.abort()
    looks.stop()
    display.close()
  }

  async function look(): Promise<Ending | null> {
    if (display.wantsEvents && Date.now() < catchUpUntilMs) await feed.catchUp()
    const snapshots = await states.read()
    if (!snapshots) return null
    display.showStates(snapshots)
    const [snapshot] = snapshots
    const end = snapshot && contentId !== null ? outcomeOf(snapshot) : null
    if (!snapshot || !end || !endsWatch(end.outcome, until)) return null
    if (display.wantsEvents && feed.hasGiven) await sayFarewell()
    return { ...end, snapshot }
  }

  /** The state may be known before the event that led to it has arrived. */
  async function sayFarewell(): Promise<void> {
    const over = new AbortController()
    // The timer holds the controller: `AbortSignal.any` does not, and an AbortSignal.timeout could be collected.
    const timer = setTimeout(() => over.abort(), farewellMs)
    const patience = AbortSignal.any([signal, over.signal])
    while (!patience.aborted) {
      const next = await queue.next(patience).catch(() => null)
      if (next?.kind === 'event') feed.give(next.event)
    }
    clearTimeout(timer)
    await feed.catchUp()
  }
}

/** Puts what the subscription tells into the queue, until the signal ends it. */
function listen(
  { settings, session }: App,
  contentId: string | null,
  queue: Queue<Signal>,
  signal: AbortSignal,
): void {
  keepSubscribed<PipelineEventsSubscription, { contentId: string | null }>({
    gateway: settings.gateway,
    session,
    operation: PipelineEventsDocument,
    variables: { contentId },
    onConnected: () => queue.push({ kind: 'connected' }),
    onValue: ({ pipelineEvents }) => queue.push({ kind: 'event', event: fromLive(pipelineEvents) }),
    onLost: (reason, pauseMs) => queue.push({ kind: 'lost', reason, pauseMs }),
    signal,
  }).catch(error => queue.push({ kind: 'failed', error }))
}
