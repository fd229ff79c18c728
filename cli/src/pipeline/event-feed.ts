import type { GraphQLApi } from '../api/graphql.ts'
import { isOfPipeline, isProgress, type PipelineEvent, readLog } from './event.ts'
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

/** Gives each event once, whether it comes live or from the log. */
export class EventFeed {
  private readonly options: EventFeedOptions
  private readonly given = new Set<string>()
  /** Up to where the log is known; null before the first look into it. */
  private place: string | null
  private isLogAway = false

  constructor(options: EventFeedOptions) {
    this.options = options
    this.place = options.since
  }

  /** True once an event was given. */
  hasGiven = false

  /** Takes an event that came live. */
  give(event: PipelineEvent): void {
    if (this.given.has(event.id)) return
    this.given.add(event.id)
    this.hasGiven = true
    if (!isProgress(event)) this.moveTo(event)
    this.options.onEvent(event)
  }

  /** Gives what the log has and nobody has given. The first time without `since`, it only finds its place. */
  async catchUp(): Promise<void> {
    const { api, contentId, onLogAway } = this.options
    try {
      const isPlaceKnown = this.place !== null
      for (const event of await readLog(api, contentId, this.place)) {
        this.moveTo(event)
        if (isPlaceKnown && isOfPipeline(event)) this.give(event)
        else this.given.add(event.id)
      }
      this.place ??= ''
    } catch (error) {
      if (!isPassing(error)) throw error
      if (!this.isLogAway) onLogAway()
      this.isLogAway = true
    }
  }

  private moveTo({ time }: PipelineEvent): void {
    if (!this.place || time > this.place) this.place = time
  }
}
