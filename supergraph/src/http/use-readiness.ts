import { type Check, checkReadiness, type Readiness } from '@orion/common/service/health'
import type { Logger } from 'pino'
import { request } from 'undici'
import type { GatewayPlugin } from '../plugin.ts'
import type { ServiceAddresses } from '../rest/service-addresses.ts'
import { answerJson } from './answer.ts'

/** How long an answer stands for others who ask: each asks every service. */
const FRESH_MS = 1000

/**
 * `GET /ready`: 200 when Redis and every service can be used, else 503 that names what fails. The reason is for those who
 * operate Orion: it stands in the log and in `/status`.
 */
export function useReadiness(checks: Record<string, Check>, log: Logger): GatewayPlugin {
  let latest: { readiness: Promise<Readiness>; until: number } | null = null
  const read = async () => {
    const readiness = await checkReadiness('gateway', checks)
    if (readiness.status !== 'ready') log.warn({ checks: readiness.checks }, 'not ready')
    return readiness
  }
  return {
    async onRequest(exchange) {
      if (exchange.path !== '/ready') return false
      exchange.route = '/ready'
      if (!latest || latest.until < performance.now())
        latest = { readiness: read(), until: performance.now() + FRESH_MS }
      const { checks: results, ...readiness } = await latest.readiness
      const told = Object.entries(results).map(([name, { ok }]) => [name, { ok }] as const)
      const status = readiness.status === 'ready' ? 200 : 503
      answerJson(exchange.response, status, { ...readiness, checks: Object.fromEntries(told) })
      return true
    },
  }
}

/** For redis and each service, what rejects with the reason when it cannot be used. */
export function readinessChecks(addresses: ServiceAddresses, pingRedis: Check): Record<string, Check> {
  return {
    redis: pingRedis,
    ...Object.fromEntries(
      [...addresses].map(([name, origin]): [string, Check] => [
        name,
        async () => {
          const report = await askService(origin, name)
          if (report.status !== 'ready') throw new Error(describe(report))
        },
      ]),
    ),
  }
}

interface ServiceReport {
  service: string
  status: string
  checks: Record<string, { ok: boolean; error?: string }>
  uptimeSeconds?: number
  error?: string
}

async function askService(origin: string, service: string): Promise<ServiceReport> {
  try {
    const { body } = await request(`${origin}/ready`, { headersTimeout: 2000, bodyTimeout: 2000 })
    const report = (await body.json()) as Partial<ServiceReport>
    return { ...report, service, status: report.status ?? 'not_ready', checks: report.checks ?? {} }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    return { service, status: 'unreachable', checks: {}, error: reason }
  }
}

function describe({ checks, error, status }: ServiceReport): string {
  const failing = Object.entries(checks).filter(([, check]) => !check.ok)
  return error ?? (failing.map(([name, check]) => `${name}: ${check.error ?? 'failed'}`).join('; ') || status)
}
