import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server does with one request. */
export type Reaction =
  | { answer: unknown }
  | { text: string }
  | { status: number; headers?: Record<string, string> }
  | { hang: true }
  | { half: unknown }

export interface ChatServer {
  url: string
  /** Bodies of the requests that came, oldest first. */
  requests: { messages: { role: string; content: string }[]; model: string }[]
  stop(): Promise<void>
}

type Speak = (response: ServerResponse, text: string) => void

/**
 * A server that speaks OpenAI's chat completions. Each request takes the next reaction; the last one is kept.
 * A function decides by the request.
 */
export function openAiServer(reactions: Reaction[] | ((prompt: string) => Reaction)): Promise<ChatServer> {
  return chatServer('/v1/chat/completions', '/v1', reactions, completion, (response, text) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion(text)))
  })
}

/** A server that speaks Ollama's /api/chat, in lines of JSON. */
export function ollamaServer(reactions: Reaction[] | ((prompt: string) => Reaction)): Promise<ChatServer> {
  const line = (content: string) => ({
    model: 'm',
    created_at: new Date(0).toISOString(),
    message: { role: 'assistant', content },
    done: false,
  })
  return chatServer('/api/chat', '', reactions, line, (response, text) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    for (const piece of text.match(/[\s\S]{1,40}/g) ?? []) response.write(`${JSON.stringify(line(piece))}\n`)
    response.end(
      `${JSON.stringify({ ...line(''), done: true, done_reason: 'stop', prompt_eval_count: 321, eval_count: 87 })}\n`,
    )
  })
}

function completion(text: string) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'm',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 },
  }
}

async function chatServer(
  path: string,
  base: string,
  reactions: Reaction[] | ((prompt: string) => Reaction),
  whole: (text: string) => unknown,
  speak: Speak,
): Promise<ChatServer> {
  const requests: ChatServer['requests'] = []
  const queue = Array.isArray(reactions) ? [...reactions] : []
  const server: Server = createServer(async (request, response) => {
    if (request.url !== path) return response.writeHead(404).end()
    const body = JSON.parse(await textOf(request))
    requests.push(body)
    const prompt = body.messages.map((message: { content: string }) => message.content).join('\n')
    const next = Array.isArray(reactions) ? (queue.length > 1 ? queue.shift() : queue[0]) : reactions(prompt)
    react(response, next ?? { status: 500 }, whole, speak)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    requests,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function react(
  response: ServerResponse,
  reaction: Reaction,
  whole: (text: string) => unknown,
  speak: Speak,
): void {
  if ('answer' in reaction) speak(response, JSON.stringify(reaction.answer))
  if ('text' in reaction) speak(response, reaction.text)
  if ('status' in reaction) {
    response.writeHead(reaction.status, { 'content-type': 'application/json', ...reaction.headers })
    response.end(JSON.stringify({ error: { message: 'no', type: 'error' } }))
  }
  if ('half' in reaction) {
    const text = JSON.stringify(whole(JSON.stringify(reaction.half)))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
    response.write(text.slice(0, text.length / 2), () => response.destroy())
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
