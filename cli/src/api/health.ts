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

const check = z.object({ ok: z.boolean(), milliseconds: z.number().nullish(), error: z.string().nullish() })
const checks = z.record(z.string(), check).default({})
const uptimeSeconds = z.number().nullish()
const version = z.string().nullish()
const queue = z.object({
  name: z.string(),
  waiting: z.number(),
  active: z.number(),
  failed: z.number(),
  workers: z.number(),
})

const liveness = z.object({ status: z.string(), uptimeSeconds })
const readiness = z.object({ status: z.string(), checks })
/** Everybody is told which services are ready; those who operate Orion get the rest as well. */
const overview = z.object({
  gateway: z.object({ version }).default({ version: null }),
  infrastructure: checks,
  services: z.array(
    z.object({
      service: z.string(),
      status: z.string(),
      version,
      checks,
      uptimeSeconds,
      error: z.string().nullish(),
      /** Whether the gateway still sends requests there: `closed` is well. */
      circuit: z.string().default('closed'),
      queues: z.array(queue).nullish(),
      outboxWaiting: z.number().nullish(),
      deadLetters: z.number().nullish(),
    }),
  ),
})
type ServiceState = z.infer<typeof overview>['services'][number]

const wellStatuses = ['ok', 'ready']

/**
 * Asks the gateway whether it lives (/health) and is ready (/ready), and how everything behind it is (/status), which tells
 * those who are signed in and operate Orion more.
 * Throws UnreachableError when the gateway does not answer.
 */
export async function readHealth(app: App): Promise<SystemHealth> {
  const token = await app.session.accessToken().catch(() => null)
  const [alive, ready, { gateway, infrastructure, services }] = await Promise.all([
    readRoute(app, '/health', liveness),
    readRoute(app, '/ready', readiness),
    readRoute(app, '/status', overview, token),
  ])
  const parts = [
    describe('gateway', alive.status, joined([showUptime(alive.uptimeSeconds), gateway.version])),
    describe('gateway ready', ready.status, failuresOf(ready.checks)),
    ...Object.entries(infrastructure).map(([name, { ok, error, milliseconds }]) =>
      describe(name, ok ? 'ok' : 'failed', error ?? `answers in ${milliseconds ?? 0} ms`),
    ),
    ...services.map(service =>
      describe(service.service, service.status, problemsOf(service) || workOf(service)),
    ),
  ]
  const status = parts.every(({ isWell }) => isWell) ? 'ok' : 'degraded'
  return { gateway: app.settings.gateway, status, parts }
}

function describe(name: string, status: string, detail: string): PartHealth {
  return { name, status, detail, isWell: wellStatuses.includes(status) }
}

function problemsOf({ error, checks, circuit }: ServiceState): string {
  return joined([error, failuresOf(checks), circuit === 'closed' ? null : `circuit ${circuit}`])
}

/** How long a service has been up, which version it is, and what it has to do. */
function workOf({ uptimeSeconds, version, queues, outboxWaiting, deadLetters }: ServiceState): string {
  const sum = (count: 'waiting' | 'active' | 'failed') =>
    (queues ?? []).reduce((total, each) => total + each[count], 0)
  const idle = (queues ?? []).filter(({ workers }) => workers === 0).map(({ name }) => name)
  const counts: [number, string][] = [
    [sum('waiting'), 'waiting'],
    [sum('active'), 'at work'],
    [sum('failed'), 'failed'],
    [outboxWaiting ?? 0, 'to hand over'],
    [deadLetters ?? 0, 'given up'],
  ]
  return joined([
    showUptime(uptimeSeconds),
    version,
    ...counts.map(([count, what]) => (count > 0 ? `${count} ${what}` : null)),
    idle.length > 0 ? `nobody takes from ${idle.join(', ')}` : null,
  ])
}

function joined(parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join('; ')
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
  token: string | null = null,
): Promise<Shape> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const response = await sendRequest(`${settings.gateway}${path}`, { headers, signal })
  const body = await readText(response, signal)
  const parsed = shape.safeParse(parseJson(body))
  if (parsed.success && (response.ok || response.status === 503)) return parsed.data
  throw errorOfAnswer(`Reading ${path}`, response, body)
}
