/** Values from several sources, taken one at a time in the order of their coming. */
export class Queue<Value> {
  private readonly values: Value[] = []
  private wake: (() => void) | undefined

  push(value: Value): void {
    this.values.push(value)
    this.wake?.()
  }

  /** The next value, as soon as there is one. Rejects with the signal's reason when it is aborted first. */
  async next(signal: AbortSignal): Promise<Value> {
    for (;;) {
      signal.throwIfAborted()
      const value = this.values.shift()
      if (value !== undefined) return value
      await new Promise<void>(resolve => {
        const wake = () => {
          signal.removeEventListener('abort', wake)
          resolve()
        }
        this.wake = wake
        signal.addEventListener('abort', wake)
      })
    }
  }
}
