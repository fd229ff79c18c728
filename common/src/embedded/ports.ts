import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, of which any could be taken from one moment to the next. */
const FROM = 16_384
const TO = 32_768
const TRIES = 100

/** A TCP port on loopback that was free a moment ago, drawn at random so that several who ask hardly get the same. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(FROM, TO)
    if (await isPortFree(port)) return port
  }
  throw new Error(`Of ${TRIES} ports between ${FROM} and ${TO} none is free.`)
}

/** Whether a port on loopback can be listened on. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
