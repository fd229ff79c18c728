/** Sends loads in a process of its own, each one that it is told of over IPC, and tells what came of it. */
import { Pool } from 'undici'
import type { Load, LoadResult } from './load.ts'
import { OPERATIONS, saltOf } from './shop.ts'

let request = 0

process.on('message', async (load: Load) => {
  process.send?.(await send(load))
})

async function send({ url, operation, isUnique, seconds, connections }: Load): Promise<LoadResult> {
  const pool = new Pool(url, { connections })
  const times: number[] = []
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  const client = async () => {
    while (performance.now() < endsAt) {
      const askedAt = performance.now()
      const answer = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({
          query: OPERATIONS[operation],
          variables: { salt: saltOf(isUnique ? ++request : 0) },
        }),
      })
      const text = await answer.body.text()
      if (answer.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`${url} answered ${text.slice(0, 300)}`)
      times.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  const took = (performance.now() - startedAt) / 1000
  await pool.close()
  times.sort((a, b) => a - b)
  return { requests: times.length, seconds: took, p99Ms: times[Math.floor(times.length * 0.99)] ?? 0 }
}
