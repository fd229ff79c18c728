import type { ServerResponse } from 'node:http'
import type { Caller } from '../caller.ts'
import { LiveAnswer } from './live-answer.ts'
import { type OpenConnections, SOCKET_CLOSE } from './open-connections.ts'
import type { Subscription } from './shared-subscription.ts'

/** How much may wait for a client that does not read, in characters. */
const WAITING_AT_MOST = 4 * 1024 * 1024

/**
 * The answers of a subscription for one client over HTTP, until it leaves. A client whose sign-in ends is told so and
 * gets nothing after it; one that does not read, or whose gateway stops, has its connection cut, so that it connects
 * again.
 * @throws TooManyConnectionsError
 */
export function streamAnswers(
  subscription: Subscription,
  { caller, response }: { caller: Caller; response: ServerResponse },
  connections: OpenConnections,
): AsyncGenerator<LiveAnswer, void> {
  const waiting: LiveAnswer[] = []
  let waitingCharacters = 0
  let isEnded = false
  let wake: () => void = () => {}
  const end = () => {
    isEnded = true
    forget()
    leave()
    caller.cancellation?.forget(end)
    wake()
  }
  const forget = connections.add({
    caller,
    close(code, reason) {
      if (isEnded) return
      waiting.length = 0
      if (code === SOCKET_CLOSE.forbidden) waiting.push(refusal(reason))
      else response.destroy()
      end()
    },
  })
  const leave = subscription.join({
    next(answer) {
      if (isEnded) return
      waiting.push(answer)
      waitingCharacters += answer.text.length
      if (waitingCharacters + response.writableLength > WAITING_AT_MOST) {
        waiting.length = 0
        response.destroy()
        end()
      } else wake()
    },
    complete: () => end(),
  })
  caller.cancellation?.onCancel(end)

  const stop = async (): Promise<IteratorReturnResult<void>> => {
    waiting.length = 0
    if (!isEnded) end()
    return { done: true, value: undefined }
  }
  return {
    async next() {
      while (waiting.length === 0 && !isEnded) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const value = waiting.shift()
      if (value) waitingCharacters -= value.text.length
      return value ? { done: false, value } : { done: true, value: undefined }
    },
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function refusal(message: string): LiveAnswer {
  const errors = [{ message, extensions: { code: 'UNAUTHENTICATED' } }]
  return new LiveAnswer({ data: null, errors })
}
