import type { WebSocket } from 'ws'
import { answerText } from '../graphql/answer-result.ts'
import { SOCKET_CLOSE } from './open-sockets.ts'
import type { SharedSubscription } from './shared-subscription.ts'

/** What may wait in a socket before its client counts as too slow. */
const BUFFERED_BYTES_AT_MOST = 4 * 1024 * 1024

/**
 * Sends the answers of a shared subscription to a socket as `next` messages of the graphql-ws protocol. The iteration
 * itself gives no values: it lasts as long as the subscription, so that the protocol's server knows when it ends.
 */
export function deliverFrames(
  subscription: SharedSubscription,
  socket: WebSocket,
  id: string,
): AsyncGenerator<never, void> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  let end: () => void = () => {}
  const ended = new Promise<void>(resolve => {
    end = resolve
  })
  const leave = subscription.join({
    next(answer) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > BUFFERED_BYTES_AT_MOST) socket.close(SOCKET_CLOSE.tooSlow, 'Too slow')
      else socket.send(`${head}${answerText(answer)}}`)
    },
    complete: end,
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
