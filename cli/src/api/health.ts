import * as z from 'zod'
import type { App } from '../app.ts'
import { AuthError } from '../errors.ts'
import { parseJson, readText, sendRequest } from './http.ts'
import { errorOfAnswer } from './rest-error.ts'

/** The gateway, a service, or something they depend on. */
export interface PartHealth {
  name: string
  status: string
  isWell: boolean
  /** What is wrong, or what else is known. */
  detail: string
}

export interface SystemHealth {
  gateway: string
  version: string | null
  status: 'ok' | 'degraded'
  isWell: boolean
  /** False when only the gateway itself could be asked. */
  isComplete: boolean
  parts: PartHealth[]
}

const text = z.string().nullish()
const liveness = z.object({ status: z.string(), version: text })
const readiness = z.object({
  status: z.string(),
  checks: z
    .record(z.string(), z.union([z.boolean(), z.object({ ok: z.boolean(), error: text })]))
    .default({}),
})
const part = z.object({ name: text, service: text, status: z.string(), error: text })
const overview = z.object({
  services: z.union([z.array(part), z.record(z.string(), part)]).default([]),
  infrastructure: z.union([z.array(part), z.record(z.string(), part)]).default([]),
})

const wellStatuses = ['ok', 'ready', 'up', 'healthy', 'connected', 'not_configured']

/**
 * Asks /health and /ready, and /status when somebody is signed in.
 * Throws UnreachableError when the gateway does not answer.
 */
export async function readHealth(app: App): Promise<SystemHealth> {
  const { gateway } = app.settings
  const [alive, ready, status] = await Promise.all([readLiveness(app), readReadiness(app), readOverview(app)])
  const parts = [...alive.parts, ...ready, ...(status ?? [])]
  const isWell = parts.every(part => part.isWell)
  return {
    gateway,
    version: alive.version,
    status: isWell ? 'ok' : 'degraded',
    isWell,
    isComplete: status !== null,
    parts,
  }
}

async function readLiveness(app: App): Promise<{ version: string | null; parts: PartHealth[] }> {
  const { status, version } = await readRoute(app, '/health', liveness)
  return {
    version: version ?? null,
    parts: [describe('gateway', status, version ? `version ${version}` : '')],
  }
}

async function readReadiness(app: App): Promise<PartHealth[]> {
  const { status, checks } = await readRoute(app, '/ready', readiness, [503])
  const details = Object.entries(checks).flatMap(([name, check]) => {
    const error =
      typeof check === 'boolean' ? (check ? null : 'fails') : check.ok ? null : (check.error ?? 'fails')
    return error === null ? [] : [`${name}: ${error}`]
  })
  return [describe('gateway/ready', status, details.join('; '))]
}

/** The services and what they depend on; null when nobody is signed in who may see them. */
async function readOverview(app: App): Promise<PartHealth[] | null> {
  try {
    const token = await app.session.accessToken()
    const headers = { authorization: `Bearer ${token}` }
    const { services, infrastructure } = await readRoute(app, '/status', overview, [503], headers)
    return [...named(services), ...named(infrastructure)]
  } catch (error) {
    if (error instanceof AuthError) return null
    throw error
  }
}

function named(parts: z.infer<typeof part>[] | Record<string, z.infer<typeof part>>): PartHealth[] {
  const entries = Array.isArray(parts)
    ? parts.map(each => [each.name ?? each.service ?? 'unnamed', each] as const)
    : Object.entries(parts)
  return entries.map(([name, { status, error }]) => describe(name, status, error ?? ''))
}

function describe(name: string, status: string, detail: string): PartHealth {
  return { name, status, detail, isWell: wellStatuses.includes(status.toLowerCase()) }
}

/** @param expected statuses beside 200 whose body is the answer all the same */
async function readRoute<Shape>(
  { settings, signal }: App,
  path: string,
  shape: z.ZodType<Shape>,
  expected: number[] = [],
  headers: Record<string, string> = {},
): Promise<Shape> {
  const response = await sendRequest(`${settings.gateway}${path}`, { headers, signal })
  const body = await readText(response, signal)
  const parsed = shape.safeParse(parseJson(body))
  if (parsed.success && (response.ok || expected.includes(response.status))) return parsed.data
  throw errorOfAnswer(`Reading ${path}`, response, body)
}
