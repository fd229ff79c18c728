import { afterEach, describe, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { comfyUiProvider } from '../src/providers/comfyui/comfyui.ts'
import { latentSize } from '../src/providers/comfyui/workflow.ts'
import {
  imageRequest,
  type LocalServer,
  memoryTicket,
  samplePicture,
  sendJson,
  startLocalServer,
} from './local-server.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map(close => close()))
})

interface ComfyWish {
  /** What the socket says after a job was submitted. */
  tell?: (socket: WebSocket, promptId: string, finish: () => void) => void
  file?: { filename: string; subfolder: string; type: string }
  refuse?: { status: number; body: unknown }
  picture?: Buffer
}

/** ComfyUI's routes and socket as a real server speaks them, with previews and status in between. */
async function startComfy({
  tell = tellAsToday,
  file = { filename: 'orion_00001_.png', subfolder: '', type: 'output' },
  refuse,
  picture = samplePicture('png'),
}: ComfyWish = {}) {
  const done = new Map<string, unknown>()
  const sockets = new Map<string, WebSocket>()
  let count = 0
  const server: LocalServer = await startLocalServer((request, response) => {
    const url = new URL(request.path, 'http://x')
    if (url.pathname === '/system_stats')
      return sendJson(response, 200, { system: { comfyui_version: '0.3' } })
    if (url.pathname === '/prompt' && refuse) return sendJson(response, refuse.status, refuse.body)
    if (url.pathname === '/prompt') {
      const promptId = `prompt-${++count}`
      sendJson(response, 200, { prompt_id: promptId, number: count, node_errors: {} })
      const clientId = (request.body as { client_id: string }).client_id
      const socket = sockets.get(clientId)
      const finish = () =>
        done.set(promptId, {
          outputs: { '7': { images: [file] } },
          status: { status_str: 'success', completed: true },
        })
      if (socket) tell(socket, promptId, finish)
      return
    }
    if (url.pathname.startsWith('/history/')) {
      const promptId = url.pathname.slice('/history/'.length)
      return sendJson(response, 200, done.has(promptId) ? { [promptId]: done.get(promptId) } : {})
    }
    if (url.pathname === '/queue') return sendJson(response, 200, { queue_running: [], queue_pending: [] })
    if (url.pathname === '/view') return response.writeHead(200, { 'content-type': 'image/png' }).end(picture)
    return sendJson(response, 404, {})
  })
  const websockets = new WebSocketServer({ server: server.server, path: '/ws' })
  websockets.on('connection', (socket, request) => {
    sockets.set(new URL(request.url ?? '', 'http://x').searchParams.get('clientId') ?? '', socket)
    socket.send(JSON.stringify({ type: 'status', data: { status: { exec_info: { queue_remaining: 0 } } } }))
  })
  closers.push(async () => {
    for (const socket of websockets.clients) socket.terminate()
    websockets.close()
    await server.close()
  })
  const provider = comfyUiProvider({
    baseUrl: server.url,
    checkpoint: 'sd_xl_base_1.0.safetensors',
    steps: 20,
    cfgScale: 7,
    pollEveryMs: 20,
  })
  return { server, provider, done }
}

const say = (socket: WebSocket, type: string, data: Record<string, unknown>) =>
  socket.send(JSON.stringify({ type, data }))

function tellAsToday(socket: WebSocket, prompt_id: string, finish: () => void): void {
  say(socket, 'execution_start', { prompt_id })
  say(socket, 'executing', { node: '5', prompt_id })
  socket.send(Buffer.from([0, 0, 0, 1, 0, 0, 0, 2, 255]))
  say(socket, 'progress', { value: 20, max: 20, prompt_id, node: '5' })
  finish()
  say(socket, 'execution_success', { prompt_id })
}

describe('ComfyUI', () => {
  test('submits a workflow, follows it on the socket and fetches the picture', async () => {
    const { server, provider } = await startComfy()
    const ticket = memoryTicket()

    const image = await provider.generate(imageRequest({ ticket }))

    expect(image).toMatchObject({ contentType: 'image/png', width: 90, height: 160, cost: '0' })
    expect(ticket.kept).toEqual(['prompt-1'])
    const body = server.heard.find(({ path }) => path === '/prompt')?.body as {
      prompt: Record<string, { class_type: string; inputs: Record<string, unknown> }>
    }
    expect(body.prompt['5']?.inputs).toMatchObject({ seed: 7, steps: 20, cfg: 7 })
    expect(body.prompt['3']?.inputs.text).toBe('people')
  })

  test('understands servers that end with an executing message without a node', async () => {
    const { provider } = await startComfy({
      tell: (socket, prompt_id, finish) => {
        finish()
        say(socket, 'executing', { node: null, prompt_id: 'somebody-else' })
        say(socket, 'executing', { node: null, prompt_id })
      },
    })
    await expect(provider.generate(imageRequest())).resolves.toMatchObject({ width: 90 })
  })

  test('asks the history when the socket breaks', async () => {
    const { provider } = await startComfy({
      tell: (socket, _promptId, finish) => {
        socket.terminate()
        setTimeout(finish, 50)
      },
    })
    await expect(provider.generate(imageRequest())).resolves.toMatchObject({ width: 90 })
  })

  test('asks the history when the socket never says anything', async () => {
    const { provider } = await startComfy({ tell: (_socket, _promptId, finish) => finish() })
    await expect(provider.generate(imageRequest())).resolves.toMatchObject({ width: 90 })
  })

  test('tells what a node complained of', async () => {
    const { provider } = await startComfy({
      tell: (socket, prompt_id) =>
        say(socket, 'execution_error', { prompt_id, node_id: '5', exception_message: 'CUDA out of memory' }),
    })
    await expect(provider.generate(imageRequest())).rejects.toThrow('CUDA out of memory')
  })

  test('tells why a workflow was refused, and does not try it again', async () => {
    const { provider } = await startComfy({
      refuse: {
        status: 400,
        body: {
          error: { type: 'prompt_outputs_failed_validation', message: 'Value not in list: ckpt_name' },
          node_errors: {},
        },
      },
    })
    const refusal = provider.generate(imageRequest())
    await expect(refusal).rejects.toThrow('Value not in list: ckpt_name')
    await expect(refusal).rejects.toMatchObject({ retryable: false })
  })

  test('gives up when the time is over, though neither socket nor history say a word', async () => {
    const { provider } = await startComfy({ tell: () => {} })
    await expect(provider.generate(imageRequest({ signal: AbortSignal.timeout(150) }))).rejects.toThrow(
      'comfyui did not answer in time.',
    )
  })

  test('goes on with a job it took before', async () => {
    const { server, provider, done } = await startComfy()
    done.set('earlier', {
      outputs: { '7': { images: [{ filename: 'orion_00009_.png', subfolder: '', type: 'output' }] } },
    })

    await provider.generate(imageRequest({ ticket: memoryTicket('earlier') }))

    expect(server.heard.filter(({ path }) => path === '/prompt')).toEqual([])
  })

  test('submits again when a restarted server has forgotten the job', async () => {
    const { server, provider } = await startComfy()
    const ticket = memoryTicket('forgotten')

    await provider.generate(imageRequest({ ticket }))

    expect(server.heard.filter(({ path }) => path === '/prompt')).toHaveLength(1)
    expect(ticket.drops).toBe(1)
  })

  test.each([
    ['../../etc/passwd', ''],
    ['/etc/passwd.png', ''],
    ['a.png', '../..'],
    ['script.html', ''],
    ['a.png', '/tmp'],
  ])('refuses the file name %s in "%s"', async (filename, subfolder) => {
    const { server, provider } = await startComfy({ file: { filename, subfolder, type: 'output' } })
    await expect(provider.generate(imageRequest())).rejects.toThrow('no plain file name')
    expect(server.heard.some(({ path }) => path.startsWith('/view'))).toBe(false)
  })

  test('says why it is not available', async () => {
    const { server, provider } = await startComfy()
    await expect(provider.available()).resolves.toEqual({ isAvailable: true })
    await server.close()
    await expect(provider.available()).resolves.toMatchObject({ isAvailable: false })
  })

  test('asks for a size the model was trained for', () => {
    expect(latentSize(1080, 1920)).toEqual({ width: 768, height: 1344 })
    expect(latentSize(1080, 1080)).toEqual({ width: 1024, height: 1024 })
  })
})
