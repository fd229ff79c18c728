/** When a subgraph that keeps failing is left alone. */
export interface BreakerOptions {
  /** Failures in a row that open the circuit. Default 8. */
  failures: number
  /** How long an open circuit refuses calls before it lets one through. Default 3,000 ms. */
  openMs: number
}

/** The defaults of {@link BreakerOptions}. */
export const BREAKER: BreakerOptions = { failures: 8, openMs: 3000 }

/** Where a circuit stands: `half-open` waits for the outcome of its one probe. */
export type BreakerState = 'closed' | 'open' | 'half-open'

/** A circuit breaker: closed while calls get through, open for a while after too many failures in a row. */
export class CircuitBreaker {
  private readonly options: BreakerOptions
  private failuresInRow = 0
  private openedAt = 0
  private current: BreakerState = 'closed'

  constructor(options: BreakerOptions = BREAKER) {
    this.options = options
  }

  get state(): BreakerState {
    return this.current
  }

  /** True when a call may be made now. A true answer must be followed by `succeeded`, `failed` or `abandoned`. */
  tryAcquire(now = Date.now()): boolean {
    if (this.current === 'closed') return true
    if (this.current === 'half-open' || now - this.openedAt < this.options.openMs) return false
    this.current = 'half-open'
    return true
  }

  succeeded(): void {
    this.failuresInRow = 0
    this.current = 'closed'
  }

  failed(now = Date.now()): void {
    this.failuresInRow += 1
    if (this.current !== 'half-open' && this.failuresInRow < this.options.failures) return
    this.current = 'open'
    this.openedAt = now
  }

  /** The call ended without telling anything about the subgraph, for instance because the client left. */
  abandoned(): void {
    if (this.current === 'half-open') this.current = 'open'
  }
}
