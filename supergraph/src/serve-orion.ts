import type { Logger } from 'pino'
import type { Gateway } from './gateway.ts'
export async function serveOrion(_environment: NodeJS.ProcessEnv, _log: Logger): Promise<Gateway> {
  throw new Error('to come in the next commit')
}
