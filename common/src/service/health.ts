import { describeError } from '../errors.ts'

/** A dependency's check: resolves when it can be used, and throws otherwise. */
export type Check = () => Promise<unknown>

/** What /ready answers: `ready`, or `not_ready` with the failing dependencies named. */
export interface Readiness {
  status: 'ready' | 'not_ready'
  service: string
  uptimeSeconds: number
  checks: Record<string, { ok: boolean; milliseconds: number; error?: string }>
}

const CHECK_TIMEOUT_MS = 2000

/** Runs all checks at once, two seconds at most. */
export async function checkReadiness(service: string, checks: Record<string, Check>): Promise<Readiness> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const startedAt = performance.now()
      const milliseconds = () => Math.round(performance.now() - startedAt)
      try {
        await within(check(), CHECK_TIMEOUT_MS)
        return [name, { ok: true, milliseconds: milliseconds() }] as const
      } catch (error) {
        return [name, { ok: false, milliseconds: milliseconds(), error: describeError(error) }] as const
      }
    }),
  )
  return {
    status: entries.every(([, { ok }]) => ok) ? 'ready' : 'not_ready',
    service,
    uptimeSeconds: Math.round(process.uptime()),
    checks: Object.fromEntries(entries),
  }
}

/** The promise's value, or an error after `milliseconds`. */
export async function within<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
