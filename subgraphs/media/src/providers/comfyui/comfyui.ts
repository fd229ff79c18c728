import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '@orion/common'
import { z } from 'zod'
import { asProviderError, callProvider, type ProviderCall, readBytes, readJson } from '../http.ts'
import { inspectImage } from '../image-file.ts'
import { type ImageProvider, ImageProviderError, type ImageRequest } from '../image-provider.ts'
import { type JobEnd, openProgressSocket, type ProgressSocket } from './progress-socket.ts'
import { buildWorkflow, type WorkflowSettings } from './workflow.ts'

export interface ComfyUiSettings extends WorkflowSettings {
  /** Such as `http://localhost:8188`; undefined: not in use. */
  baseUrl: string | undefined
  /** How often the history is asked when the socket is lost. */
  pollEveryMs: number
}

const accepted = z.object({ prompt_id: z.string().regex(/^[\w-]{1,64}$/) })
const output = z.object({
  images: z
    .array(
      z.object({
        filename: z.string(),
        subfolder: z.string().default(''),
        type: z.string().default('output'),
      }),
    )
    .optional(),
})
const history = z.record(
  z.string(),
  z.object({
    outputs: z.record(z.string(), output).default({}),
    status: z.object({ status_str: z.string(), completed: z.boolean() }).optional(),
  }),
)
const queue = z.object({ queue_running: z.array(z.unknown()), queue_pending: z.array(z.unknown()) })

/**
 * ComfyUI: POST /prompt, follow the job on /ws, read /history, fetch the picture from /view. When the socket breaks, the
 * history is asked instead. A job accepted before is looked up, not submitted again.
 * Protocol: https://docs.comfy.org/development/comfyui-server/comms_routes
 */
export function comfyUiProvider(settings: ComfyUiSettings): ImageProvider {
  const name = 'comfyui'
  const base = settings.baseUrl?.replace(/\/$/, '') ?? ''
  return {
    name,
    isEmbedded: false,
    async available() {
      if (!base) return { isAvailable: false, reason: 'MEDIA_COMFYUI_URL is not set.' }
      try {
        const signal = AbortSignal.timeout(5000)
        await callProvider(`${base}/system_stats`, { provider: name, signal })
        return { isAvailable: true }
      } catch (error) {
        return { isAvailable: false, reason: describeError(error) }
      }
    },
    async generate(request) {
      const call: ProviderCall = { provider: name, signal: request.signal }
      const clientId = crypto.randomUUID()
      const socket = openProgressSocket(base, clientId)
      try {
        await untilAborted(socket.opened, request.signal)
        const known = await findAccepted(base, request, call)
        const promptId = known ?? (await submit(base, clientId, request, settings, call))
        const bytes = await fetchImage(
          base,
          await waitForFile({ base, promptId, socket, settings, request, call }),
          call,
        )
        return {
          bytes,
          ...inspectImage(bytes, name),
          model: settings.checkpoint,
          units: '1',
          unit: 'image',
          cost: '0',
        }
      } catch (error) {
        throw asProviderError(name, error, request.signal)
      } finally {
        socket.close()
      }
    },
  }
}

/** The job accepted earlier, if the server still has it, waiting or done; a restarted server has forgotten it. */
async function findAccepted(
  base: string,
  { ticket }: ImageRequest,
  call: ProviderCall,
): Promise<string | null> {
  const promptId = ticket.accepted
  if (promptId === null) return null
  const known = await readJson(
    await callProvider(`${base}/history/${encodeURIComponent(promptId)}`, call),
    history,
    call,
  )
  if (known[promptId]) return promptId
  const waiting = await readJson(await callProvider(`${base}/queue`, call), queue, call)
  if (JSON.stringify([waiting.queue_running, waiting.queue_pending]).includes(promptId)) return promptId
  await ticket.drop()
  return null
}

async function submit(
  base: string,
  clientId: string,
  request: ImageRequest,
  settings: ComfyUiSettings,
  call: ProviderCall,
): Promise<string> {
  const response = await callProvider(`${base}/prompt`, {
    ...call,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: buildWorkflow(request, settings), client_id: clientId }),
  })
  const { prompt_id } = await readJson(response, accepted, call)
  await request.ticket.keep(prompt_id)
  return prompt_id
}

interface Waiting {
  base: string
  promptId: string
  socket: ProgressSocket
  settings: ComfyUiSettings
  request: ImageRequest
  call: ProviderCall
}

type SavedFile = { filename: string; subfolder: string; type: string }

/** Waits on the socket; when that is lost or says nothing for a while, asks the history. */
async function waitForFile({ base, promptId, socket, settings, request, call }: Waiting): Promise<SavedFile> {
  const end: { value: JobEnd | null } = { value: null }
  const ended = socket.endOf(promptId).then(value => {
    end.value = value
  })
  for (;;) {
    if (end.value?.kind === 'lost') await sleep(settings.pollEveryMs, undefined, { signal: request.signal })
    else await untilAborted(Promise.race([ended, sleep(settings.pollEveryMs * 5)]), request.signal)
    if (end.value?.kind === 'failed') {
      await request.ticket.drop()
      throw new ImageProviderError(`comfyui could not draw it: ${end.value.reason}`, { retryable: false })
    }
    const known = await readJson(
      await callProvider(`${base}/history/${encodeURIComponent(promptId)}`, call),
      history,
      call,
    )
    const job = known[promptId]
    const file = Object.values(job?.outputs ?? {}).flatMap(node => node.images ?? [])[0]
    if (file) return file
    if (job?.status?.status_str === 'error' || job?.status?.completed || end.value?.kind === 'done') {
      await request.ticket.drop()
      throw new ImageProviderError('comfyui ended the job without a picture.', { retryable: false })
    }
  }
}

const FILE_NAME = /^[\w][\w .()-]*\.(png|jpe?g|webp)$/i
const FOLDER = /^([\w][\w.-]*(\/[\w][\w.-]*)*)?$/

/** @throws ImageProviderError when the server names something that is no plain picture file in its output folders */
async function fetchImage(base: string, file: SavedFile, call: ProviderCall): Promise<Uint8Array> {
  const isPlain =
    FILE_NAME.test(file.filename) && FOLDER.test(file.subfolder) && !file.subfolder.includes('..')
  if (!isPlain || !['output', 'temp'].includes(file.type)) {
    throw new ImageProviderError(
      `comfyui named "${file.subfolder}/${file.filename}" as the picture, which is no plain file name.`,
      { retryable: false },
    )
  }
  const query = new URLSearchParams({ filename: file.filename, subfolder: file.subfolder, type: file.type })
  return readBytes(await callProvider(`${base}/view?${query}`, call), call)
}

/** The promise, or the signal's abort if that comes first. */
function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
