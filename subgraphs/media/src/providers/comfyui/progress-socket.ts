import { WebSocket } from 'ws'
import { z } from 'zod'

const message = z.object({
  type: z.string(),
  data: z
    .looseObject({
      prompt_id: z.string().nullish(),
      node: z.string().nullish(),
      exception_message: z.string().nullish(),
    })
    .optional(),
})

/** How a job ended, as the socket told it; `lost` when the socket broke first. */
export type JobEnd = { kind: 'done' } | { kind: 'failed'; reason: string } | { kind: 'lost' }

/** ComfyUI's live channel for one client. */
export interface ProgressSocket {
  /** Resolves when the channel is open or has failed; a failed channel answers `lost`. */
  opened: Promise<void>
  /** Waits for the end of a job. Messages that came before the call count too. */
  endOf(promptId: string): Promise<JobEnd>
  close(): void
}

/**
 * Opens `/ws?clientId=…`. ComfyUI says that a job is done with `executing` whose node is null, and since 2024 also with
 * `execution_success`; failures are `execution_error` and `execution_interrupted`. Binary messages are previews.
 */
export function openProgressSocket(baseUrl: string, clientId: string): ProgressSocket {
  const url = new URL(`${baseUrl.replace(/\/$/, '')}/ws`)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('clientId', clientId)
  const socket = new WebSocket(url, { handshakeTimeout: 10_000, maxPayload: 16 * 1024 * 1024 })
  const ends = new Map<string, JobEnd>()
  const waiting = new Map<string, (end: JobEnd) => void>()
  let isLost = false

  const settle = (promptId: string, end: JobEnd): void => {
    ends.set(promptId, end)
    waiting.get(promptId)?.(end)
  }
  const lose = (): void => {
    isLost = true
    for (const resolve of waiting.values()) resolve({ kind: 'lost' })
  }
  socket.on('message', (data, isBinary) => {
    if (isBinary) return
    const end = readEnd(data.toString())
    if (end) settle(end.promptId, end.end)
  })
  socket.on('close', lose)
  socket.on('error', lose)
  return {
    opened: new Promise(resolve => {
      socket.once('open', () => resolve())
      socket.once('close', () => resolve())
      socket.once('error', () => resolve())
    }),
    endOf: promptId =>
      new Promise(resolve => {
        const known = ends.get(promptId)
        if (known) resolve(known)
        else if (isLost) resolve({ kind: 'lost' })
        else waiting.set(promptId, resolve)
      }),
    close: () => socket.terminate(),
  }
}

function readEnd(text: string): { promptId: string; end: JobEnd } | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = message.safeParse(value)
  const promptId = parsed.data?.data?.prompt_id
  if (!parsed.success || !promptId) return null
  const { type, data } = parsed.data
  if (type === 'execution_success' || (type === 'executing' && data?.node === null))
    return { promptId, end: { kind: 'done' } }
  if (type === 'execution_error')
    return { promptId, end: { kind: 'failed', reason: data?.exception_message ?? 'a node failed' } }
  if (type === 'execution_interrupted')
    return { promptId, end: { kind: 'failed', reason: 'it was interrupted' } }
  return null
}
