import type { ServerResponse } from 'node:http'
import type { Caller } from '../caller.ts'
import { LiveAnswer } from './live-answer.ts'
import { type OpenConnection, type OpenConnections, SOCKET_CLOSE } from './open-connections.ts'
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
  const forget = addOrLeave(connections, subscription, {
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

/** Adds a connection. Where there are too many, the subscription ends that was begun for it and nobody else has joined. */
function addOrLeave(
  connections: OpenConnections,
  subscription: Subscription,
  connection: OpenConnection,
): () => void {
  try {
    return connections.add(connection)
  } catch (error) {
    subscription.join({ next() {}, complete() {} })()
    throw error
  }
}

function refusal(message: string): LiveAnswer {
  const errors = [{ message, extensions: { code: 'UNAUTHENTICATED' } }]
  return new LiveAnswer({ data: null, errors })
}
