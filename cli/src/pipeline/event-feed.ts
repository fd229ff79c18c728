import type { GraphQLApi } from '../api/graphql.ts'
import { isOfPipeline, type PipelineEvent, readLog } from './event.ts'
import { isPassing } from './passing.ts'

export interface EventFeedOptions {
  api: GraphQLApi
  /** Only events of this content; null for all. */
  contentId: string | null
  /** Give also what happened from this moment on; null for only what happens from now on. */
  since: string | null
  onEvent: (event: PipelineEvent) => void
  /** The log cannot be read, so events may be missing; told once. */
  onLogAway: () => void
}

/** Services tell events a little out of order: so much before the last one is read again after a lost connection. */
const overlapMs = 10_000

/** Gives each event once, whether it comes live or from the log. */
export class EventFeed {
  /** True once an event was given. */
  hasGiven = false
  private readonly options: EventFeedOptions
  private readonly given = new Set<string>()
  /** Nothing before this moment is given; null before the first look into the log. */
  private start: string | null
  /** From where on the log is to be read. */
  private place: string | null
  private newest = ''
  private isLogAway = false

  constructor(options: EventFeedOptions) {
    this.options = options
    this.start = options.since
    this.place = options.since
  }

  /** Takes an event that came live. */
  give(event: PipelineEvent): void {
    if (this.given.has(event.id)) return
    this.given.add(event.id)
    this.hasGiven = true
    this.start ??= event.time
    this.place ??= event.time
    if (event.time > this.newest) this.newest = event.time
    this.options.onEvent(event)
  }

  /** The connection is lost: what happens from now on is only in the log. */
  lose(): void {
    if (this.start === null || !this.newest) return
    const overlap = new Date(Date.parse(this.newest) - overlapMs).toISOString()
    this.place = overlap > this.start ? overlap : this.start
  }

  /** Gives what the log has and nobody has given. The first time without `since`, it only finds its place. */
  async catchUp(): Promise<void> {
    const { api, contentId, onLogAway } = this.options
    try {
      const isPlaceKnown = this.place !== null
      for (const event of await readLog(api, contentId, this.place))
        if (isPlaceKnown && isOfPipeline(event)) this.give(event)
        else {
          this.given.add(event.id)
          if (!isPlaceKnown) this.place = event.time
        }
      this.place ??= ''
      this.start ??= this.place
    } catch (error) {
      if (!isPassing(error)) throw error
      if (!this.isLogAway) onLogAway()
      this.isLogAway = true
    }
  }
}
