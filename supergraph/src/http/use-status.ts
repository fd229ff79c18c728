import type { Check } from '@orion/common/service/health'
import { checkReadiness } from '@orion/common/service/health'
import { type ServiceStatus, serviceStatus } from '@orion/common/service/service-status'
import { VERSION } from '@orion/common/version'
import { request } from 'undici'
import { z } from 'zod'
import type { InternalTokens } from '../access/internal-tokens.ts'
import type { GatewayPlugin } from '../plugin.ts'
import type { ServiceAddresses } from '../rest/service-addresses.ts'
import { answerError, answerJson } from './answer.ts'

/** What the status of everything is read from. */
export interface StatusSources {
  addresses: ServiceAddresses
  tokens: InternalTokens
  /** What the gateway itself needs. */
  checks: Record<string, Check>
  circuits: () => { subgraph: string; circuit: string }[]
  /** WebSockets and event streams that are open. */
  liveConnections: () => number
}

const checkState = z.object({ ok: z.boolean(), milliseconds: z.number(), error: z.string().optional() })
const unreachable = z.object({ service: z.string(), status: z.literal('unreachable'), error: z.string() })
const circuit = z.object({ circuit: z.string().describe('`closed` when calls of the graph go there.') })

const overall = z.enum(['ok', 'degraded']).describe('`ok` when every service and dependency can be used.')

/** What everybody is told. */
export const publicStatus = z.object({
  status: overall,
  services: z.array(
    z.object({
      service: z.string(),
      status: z.enum(['ready', 'not_ready', 'unreachable']),
      uptimeSeconds: z.number().optional(),
    }),
  ),
})

/** What those are told who operate Orion. */
export const fullStatus = z.object({
  status: overall,
  gateway: z.object({
    version: z.string(),
    uptimeSeconds: z.number(),
    memoryBytes: z.number(),
    liveConnections: z.number(),
  }),
  infrastructure: z.record(z.string(), checkState).describe('Postgres, Redis and the store of files.'),
  services: z.array(z.union([serviceStatus.extend(circuit.shape), unreachable.extend(circuit.shape)])),
})
type FullStatus = z.infer<typeof fullStatus>

/** How long an answer stands for others who ask. */
const FRESH_MS = 1000
const TIMEOUT_MS = 3000

/**
 * `GET /status`: how everything is, always with 200. Everybody is told which services are ready; who has the right
 * `operations:read` also the dependencies, queues, workers, versions and what fails, with the reason.
 */
export function useStatus(sources: StatusSources): GatewayPlugin {
  let latest: { status: Promise<FullStatus>; until: number } | null = null
  const read = () => {
    if (!latest || latest.until < performance.now())
      latest = { status: readStatus(sources), until: performance.now() + FRESH_MS }
    return latest.status
  }
  return {
    async onRequest(exchange) {
      const { method, path, caller, response } = exchange
      if (path !== '/status') return false
      exchange.route = path
      if (method !== 'GET' && method !== 'HEAD') {
        answerError(response, 405, 'METHOD_NOT_ALLOWED', 'Use GET.', { allow: 'GET, HEAD' })
        return true
      }
      const status = await read()
      const isOperator = caller.viewer?.scopes.includes('operations:read') ?? false
      answerJson(response, 200, isOperator ? status : publicStatus.parse(status))
      return true
    },
  }
}

async function readStatus(sources: StatusSources): Promise<FullStatus> {
  const circuits = new Map(sources.circuits().map(({ subgraph, circuit }) => [subgraph, circuit]))
  const [own, ...services] = await Promise.all([
    checkReadiness('gateway', sources.checks),
    ...[...sources.addresses].map(async ([name, origin]) => ({
      ...(await askService(name, origin, sources.tokens)),
      circuit: circuits.get(name) ?? 'closed',
    })),
  ])
  const infrastructure = { postgres: postgresOf(services), ...own.checks }
  const isOk =
    Object.values(infrastructure).every(({ ok }) => ok) && services.every(({ status }) => status === 'ready')
  return {
    status: isOk ? 'ok' : 'degraded',
    gateway: {
      version: VERSION,
      uptimeSeconds: own.uptimeSeconds,
      memoryBytes: process.memoryUsage.rss(),
      liveConnections: sources.liveConnections(),
    },
    infrastructure,
    services,
  }
}

type Asked = ServiceStatus | z.infer<typeof unreachable>

async function askService(service: string, origin: string, tokens: InternalTokens): Promise<Asked> {
  try {
    const { statusCode, body } = await request(`${origin}/internal/status`, {
      headers: { authorization: `Bearer ${await tokens(service, null)}` },
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    })
    const answer = await body.json()
    if (statusCode !== 200) throw new Error(`it answered with ${statusCode}`)
    return serviceStatus.parse(answer)
  } catch (error) {
    const reason = error instanceof z.ZodError ? 'it told something else than its status' : reasonOf(error)
    return { service, status: 'unreachable', error: reason }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  return 'code' in error ? String(error.code) : error.message
}

/** Postgres as the services see it, of which the gateway asks nothing: well as long as one of them can use it. */
function postgresOf(services: readonly Asked[]): z.infer<typeof checkState> {
  const seen = services.flatMap(service => ('checks' in service ? (service.checks['postgres'] ?? []) : []))
  return seen.find(({ ok }) => ok) ?? seen[0] ?? { ok: false, milliseconds: 0, error: 'no service tells' }
}
