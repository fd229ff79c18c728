import { randomBytes, randomUUID } from 'node:crypto'
import { services } from '@orion/common'
import { z } from 'zod'
import type { RunningSystem } from './running-system.ts'

/** An operation of the API's document. */
export interface DescribedOperation {
  method: string
  path: string
  isPublic: boolean
}

const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
const paths = z.record(z.string(), z.record(z.string(), z.unknown()))

/** Ends every session of who calls it: to be called last. */
const ENDS_SESSIONS = /logout|password|email/

/**
 * Calls every operation that is described, with ids of nothing and a body that is no JSON.
 * @returns those that nobody serves, and those that are served to others than the document says
 */
export async function findFalseDescriptions(
  { gatewayUrl, user }: RunningSystem,
  operations: readonly DescribedOperation[],
): Promise<string[]> {
  const { client } = await user('ADMIN')
  const authorization = `Bearer ${await client.accessToken()}`
  const wrong: string[] = []
  const call = async ({ method, path }: DescribedOperation, headers: Record<string, string>) => {
    const target = path.replace('{provider}', 'github').replace(/\{\w+\}/g, () => randomUUID())
    const body = method === 'get' ? undefined : `{${randomBytes(4).toString('hex')}`
    const response = await fetch(`${gatewayUrl}${target}`, {
      method: method.toUpperCase(),
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
    })
    const text = await response.text()
    const isServed = !text.includes(`There is no ${method.toUpperCase()} /`)
    const code = errorAnswer.safeParse(text.startsWith('{') ? JSON.parse(text) : null).data?.error.code
    return { isServed, status: response.status, code }
  }
  const inOrder = [...operations].sort(
    (a, b) => Number(ENDS_SESSIONS.test(a.path)) - Number(ENDS_SESSIONS.test(b.path)),
  )
  for (const operation of inOrder) {
    const name = `${operation.method} ${operation.path}`
    const known = await call(operation, { authorization })
    if (!known.isServed) wrong.push(`${name} is not served`)
    if (known.status >= 500) wrong.push(`${name} fails with ${known.status}`)
    const unknown = await call(operation, {})
    const isRefused = unknown.status === 401 && unknown.code === 'UNAUTHENTICATED'
    if (isRefused === operation.isPublic)
      wrong.push(`${name} is ${isRefused ? 'refused' : 'open'} to who is not signed in`)
  }
  return wrong
}

/** What a key that only reads may ask for though it is no GET: a ticket for live events. */
const READS = new Set(['post /api/v1/auth/ws-ticket'])

/** Calls every operation that changes something with an API key that only reads. @returns those that are not refused for that. */
export async function findUnguardedWrites(
  { gatewayUrl, user }: RunningSystem,
  operations: readonly DescribedOperation[],
): Promise<string[]> {
  const { client } = await user('ADMIN')
  const { createApiKey } = await client.run<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(input: { name: "reads", scopes: ["read"], expiresInDays: 1 }) { secret } }',
  )
  const writes = operations.filter(({ method, isPublic }) => method !== 'get' && !isPublic)
  const unguarded: string[] = []
  for (const { method, path } of writes) {
    const target = path.replace('{provider}', 'github').replace(/\{\w+\}/g, () => randomUUID())
    const response = await fetch(`${gatewayUrl}${target}`, {
      method: method.toUpperCase(),
      headers: { authorization: `Bearer ${createApiKey.secret}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const name = `${method} ${path}`
    if (response.status !== 403 && !READS.has(name)) unguarded.push(`${name}: ${response.status}`)
    await response.body?.cancel()
  }
  return unguarded
}

/** Every route that a service has registered, as the gateway shows it. */
export async function registeredPaths({ processes }: RunningSystem): Promise<string[]> {
  const all = await Promise.all(
    services.map(async service => {
      const response = await fetch(`${processes.get(service)?.url}/openapi.json`)
      return Object.entries(paths.parse(await response.json())).flatMap(([path, methods]) => {
        const isElsewhere = /^\/api\/v1\/auth\/|^\/\.well-known\//.test(path)
        const shown = isElsewhere ? path : path.replace('/api/v1/', `/api/v1/${service}/`)
        return Object.keys(methods).map(method => `${method} ${shown}`)
      })
    }),
  )
  return all.flat()
}
