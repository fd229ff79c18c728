import { Transform, type TransformCallback } from 'node:stream'
import type { Caller } from '../caller.ts'

/**
 * A body on its way, whose last piece is held back until its sender's sign-in was checked once more: it may have been ended
 * since the request began, and whoever stole it could keep requests in readiness, lacking one character, for that moment.
 */
export class ConfirmedBody extends Transform {
  /** Why the body was broken off; null as long as it was not. */
  refusal: unknown = null
  readonly #confirm: Caller['confirm']
  #held: Buffer | null = null

  constructor({ confirm }: Pick<Caller, 'confirm'>) {
    super()
    this.#confirm = confirm
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const before = this.#held
    this.#held = piece
    done(null, before)
  }

  override _flush(done: TransformCallback): void {
    this.#end().then(
      () => done(null, this.#held),
      (error: Error) => {
        this.refusal = error
        done(error)
      },
    )
  }

  async #end(): Promise<void> {
    await this.#confirm?.()
  }
}
