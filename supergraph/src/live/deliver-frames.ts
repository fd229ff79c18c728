import type { FrameWriter } from './frame-writer.ts'
import type { Subscription } from './shared-subscription.ts'

/**
 * Sends the answers of a subscription as `next` messages of the graphql-ws protocol. The iteration itself gives no
 * values: it lasts as long as the subscription, so that the protocol's server knows when it ends.
 */
export function deliverFrames(
  subscription: Subscription,
  write: FrameWriter,
  id: string,
): AsyncGenerator<never, void> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  let end: () => void = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  const leave = subscription.join({
    next: answer => write(head, answer.payloadBytes),
    complete: () => end(),
  })
  const stop = async (): Promise<IteratorReturnResult<void>> => {
    leave()
    end()
    return { done: true, value: undefined }
  }
  return {
    async next() {
      await ended
      return stop()
    },
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
