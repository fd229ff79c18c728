/** A look follows an event after this time, so that one look serves a burst of events. */
const soonMs = 200
/** No two looks in less than this, whatever happens: they count against the rate limit. */
const apartMs = 1200
/** One more look when nothing happens any more: the event may have come before its effect could be read. */
const settleMs = 2500
/** A look without any event, in case one was lost. */
const anywayMs = 15_000

/** Decides when to look where things stand. */
export class Looks {
  private readonly look: () => void
  private soon: NodeJS.Timeout | undefined
  private later: NodeJS.Timeout | undefined
  private lastAtMs = 0

  constructor(look: () => void) {
    this.look = look
  }

  /** Something happened: look in a moment, and once more when it has settled. */
  wake(): void {
    this.soon ??= setTimeout(() => this.take(), Math.max(soonMs, this.lastAtMs + apartMs - Date.now()))
    this.scheduleLater(settleMs)
  }

  stop(): void {
    clearTimeout(this.soon)
    clearTimeout(this.later)
  }

  private take(): void {
    clearTimeout(this.soon)
    this.soon = undefined
    this.lastAtMs = Date.now()
    this.look()
  }

  private scheduleLater(afterMs: number): void {
    clearTimeout(this.later)
    this.later = setTimeout(() => {
      this.take()
      this.scheduleLater(anywayMs)
    }, afterMs)
  }
}
