/**
 * Tells work under way that nobody waits for it any more. Does what an AbortSignal does for this one purpose, at a
 * fraction of its cost, which counts with several of them in every request.
 */
export class Cancellation {
  private listeners: Set<() => void> | null = null
  private done = false

  get isCancelled(): boolean {
    return this.done
  }

  cancel(): void {
    if (this.done) return
    this.done = true
    const listeners = this.listeners
    this.listeners = null
    if (listeners) for (const listener of listeners) listener()
  }

  /** Calls the listener once when it comes to that; at once when it already has. */
  onCancel(listener: () => void): void {
    if (this.done) listener()
    else {
      this.listeners ??= new Set()
      this.listeners.add(listener)
    }
  }

  forget(listener: () => void): void {
    this.listeners?.delete(listener)
  }
}
