import type { FetchAPI, Plugin } from 'graphql-yoga'
import type { ServerContext } from '../graphql/context.ts'
import { acceptedRanges } from '../http/accepted-types.ts'

/** Between parts that only say that the connection is alive. */
const HEARTBEAT_MS = 5000

const CONTENT_TYPE = 'multipart/mixed; boundary="graphql"; subscriptionSpec=1.0'
const PART = '\r\ncontent-type: application/json\r\n\r\n'
const BOUNDARY = '\r\n--graphql'

type ResultProcess = Parameters<NonNullable<Plugin<object, ServerContext>['onResultProcess']>>[0]

/** True when the client asks for the answers of a subscription in parts of one answer rather than as events. */
export function takesPayloads(accept = ''): boolean {
  const wanted = acceptedRanges(accept).find(
    ({ type, parameters }) => type === 'text/event-stream' || parameters.get('subscriptionspec') === '1.0',
  )
  return wanted?.type === 'multipart/mixed'
}

/**
 * Tells subscriptions as Apollo's clients ask for them over HTTP, each answer as the payload of a part
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol).
 */
export function answerInPayloads({ result, serverContext, setResultProcessor }: ResultProcess): void {
  const isStream = Symbol.asyncIterator in result
  if (isStream && takesPayloads(serverContext.caller.headers.accept))
    setResultProcessor((_, fetchAPI) => partsOf(result, fetchAPI), 'multipart/mixed')
}

function partsOf(
  answers: Extract<ResultProcess['result'], AsyncIterable<unknown>>,
  { Response, ReadableStream, TextEncoder }: FetchAPI,
): Response {
  const iterator = answers[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let heart: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>({
    start(parts) {
      const beat = () => {
        if ((parts.desiredSize ?? 0) > 0) parts.enqueue(encoder.encode(`${PART}{}${BOUNDARY}`))
      }
      parts.enqueue(encoder.encode(`${BOUNDARY}${PART}{}${BOUNDARY}`))
      heart = setInterval(beat, HEARTBEAT_MS)
    },
    async pull(parts) {
      const { done, value } = await iterator.next()
      if (!done) {
        const payload = value.stringify?.(value) ?? JSON.stringify(value)
        parts.enqueue(encoder.encode(`${PART}{"payload":${payload}}${BOUNDARY}`))
        return
      }
      clearInterval(heart)
      parts.enqueue(encoder.encode('--\r\n'))
      parts.close()
    },
    async cancel() {
      clearInterval(heart)
      await iterator.return?.()
    },
  })
  return new Response(body, { headers: { 'content-type': CONTENT_TYPE, 'cache-control': 'no-cache' } })
}
