/**
 * A process of its own that opens WebSockets and counts what comes. It speaks just enough of RFC 6455 to cost little, so
 * that the server is what is measured.
 */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { z } from 'zod'

/** What the generator is told to do. */
export const order = z.discriminatedUnion('order', [
  z.object({
    order: z.literal('open'),
    port: z.number(),
    path: z.string(),
    clients: z.number(),
    /** Sent one after the other, each once something came back for the one before. */
    messages: z.array(z.string()),
  }),
  /** Reads the time in each message: `at <milliseconds>`. */
  z.object({ order: z.literal('time'), isOn: z.boolean() }),
  z.object({ order: z.literal('close') }),
])
export type Order = z.infer<typeof order>

/** What the generator tells. `served`: every client got one more message, the last of them `latencyMs` after its time. */
export type Report =
  | { report: 'opened' }
  | { report: 'closed' }
  | { report: 'served'; bytes: number; latencyMs: number | null }

const sockets = new Set<Socket>()
let isTimed = false
let isOpening = true
let received = 0
const timed = new Map<string, number>()

const tell = (report: Report) => process.send?.(report)

function onMessage(payload: Buffer): void {
  if (isOpening) return
  if (isTimed) {
    const at = /at (\d+\.\d+)/.exec(payload.toString('latin1'))?.[1]
    if (at === undefined) return
    const count = (timed.get(at) ?? 0) + 1
    timed.set(at, count)
    if (count < sockets.size) return
    timed.delete(at)
    const latencyMs = performance.timeOrigin + performance.now() - Number(at)
    tell({ report: 'served', bytes: payload.length, latencyMs })
    return
  }
  received += 1
  if (received % sockets.size === 0) tell({ report: 'served', bytes: payload.length, latencyMs: null })
}

/** Reads whole frames out of a buffer. @returns what is left */
function readFrames(buffer: Buffer, onFrame: (opcode: number, payload: Buffer) => void): Buffer {
  let at = 0
  while (buffer.length - at >= 2) {
    const short = (buffer[at + 1] ?? 0) & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (buffer.length - at < head) break
    const length =
      short < 126
        ? short
        : short === 126
          ? buffer.readUInt16BE(at + 2)
          : Number(buffer.readBigUInt64BE(at + 2))
    if (buffer.length - at < head + length) break
    onFrame((buffer[at] ?? 0) & 0x0f, buffer.subarray(at + head, at + head + length))
    at += head + length
  }
  return buffer.subarray(at)
}

function frame(opcode: number, payload: Buffer): Buffer {
  const head = payload.length < 126 ? Buffer.from([0x80 | opcode, 0x80 | payload.length]) : Buffer.alloc(4)
  if (payload.length >= 126) {
    head[0] = 0x80 | opcode
    head[1] = 0x80 | 126
    head.writeUInt16BE(payload.length, 2)
  }
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, Buffer.alloc(4), payload])
}

function open({ port, path, messages }: Extract<Order, { order: 'open' }>): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    sockets.add(socket)
    let isUpgraded = false
    let rest: Buffer = Buffer.alloc(0)
    let said = 0
    const say = () => {
      const message = messages[said++]
      if (message === undefined) return
      socket.write(frame(1, Buffer.from(message)))
      if (said === messages.length) resolve()
    }
    socket.on('connect', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
          `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n` +
          'sec-websocket-protocol: graphql-transport-ws\r\n\r\n',
      ),
    )
    socket.on('data', chunk => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (!isUpgraded) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        isUpgraded = true
        rest = rest.subarray(end + 4)
        if (messages.length === 0) resolve()
        say()
      }
      rest = readFrames(rest, (opcode, payload) => {
        if (opcode === 9) socket.write(frame(10, payload))
        else if (opcode === 1) {
          if (said < messages.length) say()
          else onMessage(payload)
        }
      })
    })
    socket.on('error', reject)
    socket.on('close', () => sockets.delete(socket))
  })
}

process.on('message', async (value: unknown) => {
  const told = order.parse(value)
  if (told.order === 'time') {
    isTimed = told.isOn
    received = 0
    timed.clear()
  } else if (told.order === 'close') {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    tell({ report: 'closed' })
  } else {
    isOpening = true
    for (let opened = 0; opened < told.clients; opened += 50) {
      const some = Math.min(50, told.clients - opened)
      await Promise.all(Array.from({ length: some }, () => open(told)))
    }
    isOpening = false
    tell({ report: 'opened' })
  }
})
process.on('disconnect', () => process.exit(0))
