import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ImageRequest, ImageTicket } from '../src/providers/image-provider.ts'
import { paint } from '../src/providers/procedural/paint.ts'

/** One request a local server got. */
export interface Heard {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: unknown
}

export interface LocalServer {
  url: string
  server: Server
  /** Every request so far, oldest first. */
  heard: Heard[]
  close(): Promise<void>
}

export type Answer = (request: Heard, response: ServerResponse) => void

/** A server on a free port of this host that answers as the test says. */
export async function startLocalServer(answer: Answer): Promise<LocalServer> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const { method = '', url: path = '', headers } = request
      const got = { method, path, headers, body: text ? JSON.parse(text) : null }
      heard.push(got)
      answer(got, response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    heard,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** A real picture file to answer with. */
export function samplePicture(format: 'jpeg' | 'png' = 'jpeg', width = 90, height = 160): Buffer {
  const canvas = paint({
    prompt: 'a lighthouse',
    style: 'minimal',
    mood: '',
    cameraAngle: '',
    seed: 1,
    width,
    height,
  })
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 80)
}

/** A ticket kept in memory, and what became of it. */
export function memoryTicket(
  accepted: string | null = null,
): ImageTicket & { kept: string[]; drops: number } {
  const ticket = {
    accepted,
    kept: [] as string[],
    drops: 0,
    async keep(jobId: string) {
      ticket.accepted = jobId
      ticket.kept.push(jobId)
    },
    async drop() {
      ticket.accepted = null
      ticket.drops++
    },
  }
  return ticket
}

export function imageRequest(change: Partial<ImageRequest> = {}): ImageRequest {
  return {
    prompt: 'A lighthouse on a cliff',
    negativePrompt: 'people',
    style: 'cinematic',
    mood: 'calm',
    cameraAngle: 'wide shot',
    width: 1080,
    height: 1920,
    seed: 7,
    signal: AbortSignal.timeout(20_000),
    ticket: memoryTicket(),
    ...change,
  }
}
