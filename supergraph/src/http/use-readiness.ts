import { type Check, checkReadiness } from '@orion/common/service/health'
import { request } from 'undici'
import type { GatewayPlugin } from '../plugin.ts'
import type { ServiceAddresses } from '../rest/service-addresses.ts'
import { answerJson } from './answer.ts'

/**
 * `GET /ready`: 200 when Redis and every service can be used, else 503 that names what fails.
 * `GET /status`: the same for people, always 200, with every service's own checks and the state of its circuit.
 */
export function useReadiness(
  addresses: ServiceAddresses,
  pingRedis: Check,
  circuits: () => { subgraph: string; circuit: string }[],
): GatewayPlugin {
  const checks = readinessChecks(addresses, pingRedis)
  return {
    async onRequest(exchange) {
      if (exchange.path === '/ready') {
        exchange.route = '/ready'
        const readiness = await checkReadiness('gateway', checks)
        answerJson(exchange.response, readiness.status === 'ready' ? 200 : 503, readiness)
        return true
      }
      if (exchange.path !== '/status') return false
      exchange.route = '/status'
      answerJson(exchange.response, 200, await status())
      return true
    },
  }

  async function status() {
    const circuitOf = new Map(circuits().map(({ subgraph, circuit }) => [subgraph, circuit]))
    const [redis, ...services] = await Promise.all([
      checkReadiness('redis', { redis: pingRedis }),
      ...[...addresses].map(async ([name, origin]) => {
        const report = await askService(origin, name)
        return { circuit: circuitOf.get(name) ?? 'closed', ...report }
      }),
    ])
    const isOk = redis.status === 'ready' && services.every(service => service.status === 'ready')
    return {
      status: isOk ? 'ok' : 'degraded',
      gateway: { uptimeSeconds: Math.round(process.uptime()), redis: redis.checks['redis'] },
      services,
    }
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
