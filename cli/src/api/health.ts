import * as z from 'zod'
import type { App } from '../app.ts'
import { showDuration } from '../output/time.ts'
import { parseJson, readText, sendRequest } from './http.ts'
import { errorOfAnswer } from './rest-error.ts'

/** The gateway, what it needs, or a service behind it. */
export interface PartHealth {
  name: string
  status: string
  isWell: boolean
  /** What is wrong, or how long it has been up. */
  detail: string
}

export interface SystemHealth {
  gateway: string
  status: 'ok' | 'degraded'
  parts: PartHealth[]
}

const check = z.object({ ok: z.boolean(), error: z.string().nullish() })
const checks = z.record(z.string(), check).default({})
const uptimeSeconds = z.number().nullish()

const liveness = z.object({ status: z.string(), uptimeSeconds })
const readiness = z.object({ status: z.string(), checks })
const overview = z.object({
  services: z.array(
    z.object({
      service: z.string(),
      status: z.string(),
      checks,
      uptimeSeconds,
      error: z.string().nullish(),
      /** Whether the gateway still sends requests there: `closed` is well. */
      circuit: z.string().default('closed'),
    }),
  ),
})

const wellStatuses = ['ok', 'ready']

/**
 * Asks the gateway whether it lives (/health) and is ready (/ready), and how each service is (/status).
 * Throws UnreachableError when the gateway does not answer.
 */
export async function readHealth(app: App): Promise<SystemHealth> {
  const [alive, ready, { services }] = await Promise.all([
    readRoute(app, '/health', liveness),
    readRoute(app, '/ready', readiness),
    readRoute(app, '/status', overview),
  ])
  const parts = [
    describe('gateway', alive.status, showUptime(alive.uptimeSeconds)),
    describe('gateway ready', ready.status, failuresOf(ready.checks)),
    ...services.map(({ service, status, checks, error, circuit, uptimeSeconds }) => {
      const problems = [error, failuresOf(checks), circuit === 'closed' ? '' : `circuit ${circuit}`].filter(
        Boolean,
      )
      return describe(service, status, problems.join('; ') || showUptime(uptimeSeconds))
    }),
  ]
  const status = parts.every(({ isWell }) => isWell) ? 'ok' : 'degraded'
  return { gateway: app.settings.gateway, status, parts }
}

function describe(name: string, status: string, detail: string): PartHealth {
  return { name, status, detail, isWell: wellStatuses.includes(status) }
}

function failuresOf(checks: Record<string, z.infer<typeof check>>): string {
  return Object.entries(checks)
    .flatMap(([name, { ok, error }]) => (ok ? [] : [`${name}: ${error ?? 'failed'}`]))
    .join('; ')
}

function showUptime(seconds: number | null | undefined): string {
  return typeof seconds === 'number' ? `up for ${showDuration(seconds)}` : ''
}

/** Reads a route that answers the same when something is wrong, with 503. */
async function readRoute<Shape>(
  { settings, signal }: App,
  path: string,
  shape: z.ZodType<Shape>,
): Promise<Shape> {
  const response = await sendRequest(`${settings.gateway}${path}`, { signal })
  const body = await readText(response, signal)
  const parsed = shape.safeParse(parseJson(body))
  if (parsed.success && (response.ok || response.status === 503)) return parsed.data
  throw errorOfAnswer(`Reading ${path}`, response, body)
}
