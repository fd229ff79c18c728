import type { Dispatcher } from 'undici'
import type { AnsweredHeaders } from '../../propagate/propagated-headers.ts'
import type { Cancellation } from '../cancellation.ts'
import { SubgraphError } from './subgraph-error.ts'

/** What came back over HTTP. */
export interface HttpAnswer {
  status: number
  contentType: string
  retryAfter: string | undefined
  text: string
  /** The headers that were asked for. */
  kept?: AnsweredHeaders
}

/** One request to a subgraph. */
export interface HttpQuestion {
  subgraph: string
  path: string
  /** Names and values in turn. */
  headers: string[]
  body: string
  /** How much of `timeoutMs` is left. */
  remainingMs: number
  /** For the call with all its attempts; told when it is over. */
  timeoutMs: number
  maxAnswerBytes: number
  /** Names of headers of the answer to keep, in lower case. */
  keptHeaders?: readonly string[] | undefined
  cancellation: Cancellation | undefined
}

let received = 0

/** How many pieces of answers came from subgraphs so far. */
export const piecesReceived = () => received

/**
 * Posts JSON and reads the whole answer as text.
 * @throws SubgraphError when there is no whole answer in time, within its size, or at all.
 */
export function exchange(dispatcher: Dispatcher, question: HttpQuestion): Promise<HttpAnswer> {
  const { subgraph, cancellation } = question
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null
    let failure: SubgraphError | null = null
    let settled = false
    const answer: HttpAnswer = { status: 0, contentType: '', retryAfter: undefined, text: '' }
    const chunks: Buffer[] = []
    let bytes = 0

    const settle = (finish: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      cancellation?.forget(cancel)
      finish()
    }
    const abort = (error: SubgraphError) => {
      failure = error
      controller?.abort(error)
      settle(() => reject(error))
    }
    const refuse = () =>
      abort(
        new SubgraphError(
          subgraph,
          'too-large',
          `The answer of the service ${subgraph} is larger than ${question.maxAnswerBytes} bytes`,
        ),
      )
    const cancel = () =>
      abort(new SubgraphError(subgraph, 'cancelled', 'The client left before the answer was ready'))
    const timer = setTimeout(() => {
      abort(
        new SubgraphError(
          subgraph,
          'timeout',
          `The service ${subgraph} did not answer within ${question.timeoutMs} ms`,
        ),
      )
    }, question.remainingMs)

    if (cancellation?.isCancelled) {
      cancel()
      return
    }
    cancellation?.onCancel(cancel)

    dispatcher.dispatch(
      { path: question.path, method: 'POST', headers: question.headers, body: question.body },
      {
        onRequestStart(started) {
          controller = started
          if (failure) started.abort(failure)
        },
        onResponseStart(_, status, headers) {
          answer.status = status
          answer.contentType = firstOf(headers['content-type']) ?? ''
          answer.retryAfter = firstOf(headers['retry-after'])
          if (question.keptHeaders) answer.kept = pick(headers, question.keptHeaders)
          if (Number(headers['content-length']) > question.maxAnswerBytes) refuse()
        },
        onResponseData(_, chunk) {
          received += 1
          bytes += chunk.length
          if (bytes <= question.maxAnswerBytes) chunks.push(chunk)
          else refuse()
        },
        onResponseEnd() {
          const [first] = chunks
          answer.text = chunks.length === 1 && first ? first.toString() : Buffer.concat(chunks).toString()
          settle(() => resolve(answer))
        },
        onResponseError(_, cause) {
          settle(() => reject(failure ?? brokenConnection(subgraph, answer.status > 0, cause)))
        },
      },
    )
  })
}

function brokenConnection(subgraph: string, hadBegun: boolean, cause: unknown): SubgraphError {
  return hadBegun
    ? new SubgraphError(subgraph, 'broken-off', `The service ${subgraph} broke its answer off`, { cause })
    : new SubgraphError(subgraph, 'unreachable', `The service ${subgraph} cannot be reached`, { cause })
}

function pick(
  headers: Record<string, string | string[] | undefined>,
  names: readonly string[],
): AnsweredHeaders {
  const picked: Record<string, string | string[]> = {}
  for (const name of names) {
    const value = headers[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
