import { createApiKey, hashApiKey } from '@orion/common/access/api-key'
import { Pool } from 'undici'
import { startOrion } from '../supergraph/test/support/orion.ts'
import { median } from './figures/median.ts'

/** What a sign-in costs the gateway for each request. */
export interface AuthFigures {
  /** How who asks is told. */
  caller: string
  /** CPU time of one request, all processes' parts but Redis, in milliseconds; the median over the rounds. */
  cpuMs: number
  /** What that is above an anonymous request of the same round, in milliseconds; the median over the rounds. */
  addedMs: number
}

const ROUNDS = 30
const REQUESTS = 200
const LIMIT_MS = 0.1

/**
 * Sends the same query anonymously, with an access token, and with an API key, in turns, and compares the CPU time. Gateway,
 * subgraph and client share the process; what differs between the callers is the gateway's work alone.
 * @throws when a sign-in adds more than 0.1 ms of CPU time to a request
 */
export async function run(): Promise<AuthFigures[]> {
  const orion = await startOrion({ ORION_RATE_LIMIT_FACTOR: '100000' })
  const pool = new Pool(orion.origin)
  try {
    const key = createApiKey()
    const hour = Date.now() + 3_600_000
    const known = { active: true, apiKeyId: 'bench', userId: 'ada', role: 'EDITOR', scopes: ['read'] }
    orion.apiKeys.set(hashApiKey(key), { ...known, expiresAt: hour })
    const callers: [string, Record<string, string>][] = [
      ['anonymous', {}],
      ['access token', { authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}` }],
      ['API key', { authorization: `Bearer ${key}` }],
    ]
    const measure = async (headers: Record<string, string>): Promise<number> => {
      const before = process.cpuUsage()
      for (let sent = 0; sent < REQUESTS; sent += 1) {
        const { statusCode, body } = await pool.request({
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"query":"{ open }"}',
        })
        await body.text()
        if (statusCode !== 200) throw new Error(`the gateway answered with ${statusCode}`)
      }
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000 / REQUESTS
    }

    for (const [, headers] of callers) await measure(headers)
    const rounds: number[][] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const times: number[] = []
      for (const [, headers] of callers) times.push(await measure(headers))
      rounds.push(times)
    }
    const figures = callers.map(([caller], at) => ({
      caller,
      cpuMs: median(rounds.map(times => times[at] ?? 0)),
      addedMs: median(rounds.map(times => (times[at] ?? 0) - (times[0] ?? 0))),
    }))
    report(figures)
    const slow = figures.filter(({ addedMs }) => addedMs > LIMIT_MS)
    if (slow.length > 0)
      throw new Error(`above ${LIMIT_MS} ms: ${slow.map(({ caller }) => caller).join(', ')}`)
    return figures
  } finally {
    await pool.destroy()
    await orion.stop()
  }
}

function report(figures: readonly AuthFigures[]): void {
  process.stdout.write(
    `caller (limit ${LIMIT_MS} ms added)`.padEnd(36) + 'CPU ms'.padStart(10) + 'added'.padStart(10) + '\n',
  )
  for (const { caller, cpuMs, addedMs } of figures)
    process.stdout.write(
      caller.padEnd(36) + cpuMs.toFixed(3).padStart(10) + addedMs.toFixed(3).padStart(10) + '\n',
    )
}
