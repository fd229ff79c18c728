import { request } from 'undici'
import { readAnswer } from '../../execution/fetch/read-answer.ts'
import { NotSpokenError, type Upstream } from './upstream.ts'

const CONNECT_MS = 10_000
const EVENT_CHARACTERS_AT_MOST = 32 * 1024 * 1024

/**
 * Subscribes by server-sent events, as GraphQL over SSE has it for distinct connections: the operation is posted, each
 * `next` event is an execution result, `complete` ends it.
 */
export async function subscribeOverSse(upstream: Upstream): Promise<void> {
  const { url, start, headers, cancellation } = upstream
  const abort = new AbortController()
  const cancel = () => abort.abort()
  cancellation.onCancel(cancel)
  try {
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: start.operation, variables: start.variables }),
      headersTimeout: CONNECT_MS,
      bodyTimeout: 0,
      signal: abort.signal,
    })
    if (!String(answered['content-type']).startsWith('text/event-stream')) {
      await body.dump()
      if (statusCode >= 500) throw new Error(`it answered with status ${statusCode}`)
      throw new NotSpokenError(`it answered a subscription with ${answered['content-type']}`)
    }
    upstream.opened()
    body.setEncoding('utf8')
    let text = ''
    for await (const chunk of body) {
      text += chunk
      const events = text.split(/\r?\n\r?\n/)
      text = events.pop() ?? ''
      for (const event of events) if (deliver(event, upstream) === 'complete') return
      if (text.length > EVENT_CHARACTERS_AT_MOST) throw new Error('an event of it is too large')
    }
    throw new Error('the stream ended before it was complete')
  } catch (error) {
    if (!cancellation.isCancelled) throw error
  } finally {
    cancellation.forget(cancel)
    abort.abort()
  }
}

function deliver(event: string, { start, next }: Upstream): 'complete' | undefined {
  let type = 'next'
  const data: string[] = []
  for (const line of event.split(/\r?\n/)) {
    const [, field, value = ''] = /^(\w+):? ?(.*)$/.exec(line) ?? []
    if (field === 'event') type = value
    else if (field === 'data') data.push(value)
  }
  if (type === 'complete') return 'complete'
  const text = data.join('\n')
  if (type === 'next' && text) {
    next(
      readAnswer(start.subgraph, {
        status: 200,
        contentType: 'text/event-stream',
        retryAfter: undefined,
        text,
      }),
    )
  }
  return undefined
}
