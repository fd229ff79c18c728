/** The peer: every message of a Redis channel to every WebSocket, with nothing in between. */
import { Redis } from 'ioredis'
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' }, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 })
})
const redis = new Redis(process.env.REDIS_URL ?? '')
await redis.subscribe('broadcast')
redis.on('message', (_channel, text) => {
  for (const client of server.clients) client.send(text)
})
process.on('disconnect', () => process.exit(0))
