import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import { request } from 'undici'
import type { InternalTokens } from '../access/internal-tokens.ts'
import type { Caller } from '../caller.ts'
import { correlation, originHeaders } from '../graphql/call-headers.ts'

/** Refusals of one network are told once in this time: whoever calls too often must not fill the audit log. */
const TOLD_SECONDS = 15 * 60
const TIMEOUT_MS = 3000

/** Tells identity, for its audit log, that sign-ins from a network are refused. Never fails, and nobody waits for it. */
export type ReportRefusedSignIns = (caller: Caller, network: string) => Promise<void>

/** @param identity origin of the service */
export function createRefusedSignInReport(
  identity: string,
  tokens: InternalTokens,
  redis: Redis,
  log: Logger,
): ReportRefusedSignIns {
  const url = new URL('/internal/sign-ins/refused', identity)
  return async (caller, network) => {
    try {
      if (redis.status !== 'ready') return
      const isNews = await redis.set(`orion:sign-ins-refused:${network}`, '1', 'EX', TOLD_SECONDS, 'NX')
      if (!isNews) return
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: {
          ...correlation(caller),
          ...originHeaders(caller),
          authorization: `Bearer ${await tokens('identity', null)}`,
        },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      })
      await body.dump()
      if (statusCode !== 204) throw new Error(`identity answered with ${statusCode}`)
    } catch (error) {
      log.warn({ err: error }, 'refused sign-ins could not be told to identity')
    }
  }
}
