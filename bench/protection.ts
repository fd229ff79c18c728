import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { maliciousRequests, misused, textOfRequest } from '../supergraph/test/support/malicious-requests.ts'
import { serveSubgraph } from '../supergraph/test/support/subgraph-server.ts'
import { compose } from '../supergraph/test/support/supergraph.ts'

/** What it takes to refuse one malicious request. */
export interface RefusalFigures {
  request: string
  /** CPU time of the gateway's process for one refusal, in milliseconds, all threads: the median of several series. */
  cpuMs: number
  /** From sending the request to the end of the answer, the median, in milliseconds. */
  medianMs: number
}

const WARM_UP = 80
/**
 * A series that meets the compiler, a full collection of garbage or another program says nothing about a refusal: each request has
 * several, in turn with those of the others.
 */
const SERIES = 7
const ROUNDS = 10
const LIMIT_MS = 5

/**
 * Sends every malicious request of the tests to a gateway in a process of its own, each time with another comment so
 * that nothing is answered from a cache, and measures what the refusal takes.
 * @throws when a refusal takes more than 5 ms of CPU time, or a subgraph was called
 */
export async function run(): Promise<RefusalFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-bench-'))
  const subgraph = await serveSubgraph(misused)
  const file = join(folder, 'supergraph.graphql')
  await writeFile(file, compose({ misused: { sdl: misused.sdl, url: subgraph.url } }))
  const gateway = await startGateway(file)
  const pool = new Pool(gateway.url)
  try {
    const runs = maliciousRequests.map(request => ({
      name: request.name,
      text: textOfRequest(request),
      times: [] as number[],
      cpuTimes: [] as number[],
    }))
    let sent = 0
    const refuse = async (text: string) => {
      const answer = await pool
        .request({
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: text.replace('"query":"', `"query":"#${++sent}\\n`),
        })
        // A body above the limit is not read to its end: the connection is closed on who still sends it.
        .catch(() => null)
      await answer?.body.text()
    }
    for (const { text } of runs) for (let round = 0; round < WARM_UP; round++) await refuse(text)
    for (let series = 0; series < SERIES; series++)
      for (const { text, times, cpuTimes } of runs) {
        const cpuBefore = await cpuMsOf(gateway.process)
        for (let round = 0; round < ROUNDS; round++) {
          const started = performance.now()
          await refuse(text)
          times.push(performance.now() - started)
        }
        cpuTimes.push(((await cpuMsOf(gateway.process)) - cpuBefore) / ROUNDS)
      }
    const figures = runs.map(
      ({ name, times, cpuTimes }): RefusalFigures => ({
        request: name,
        cpuMs: median(cpuTimes),
        medianMs: median(times),
      }),
    )
    report(figures)
    const slow = figures.filter(({ cpuMs }) => cpuMs > LIMIT_MS)
    if (slow.length > 0) throw new Error(`above ${LIMIT_MS} ms: ${slow.map(each => each.request).join('; ')}`)
    if (subgraph.calls.length > 0) throw new Error(`the subgraph was called ${subgraph.calls.length} times`)
    return figures
  } finally {
    await pool.destroy()
    gateway.process.kill()
    await subgraph.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function startGateway(file: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['supergraph/start.mjs', '--supergraph', file, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line]: unknown[] = await once(child.stdout, 'data')
  const url = /"url":"(http:[^"]+)"/.exec(String(line))?.[1]
  if (!url) throw new Error(`the gateway did not start: ${line}`)
  return { process: child, url }
}

/** CPU time that all threads of a process took so far, in milliseconds; as Linux counts it. */
async function cpuMsOf({ pid }: ChildProcess): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`)
  const texts = await Promise.all(
    threads.map(thread => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0')),
  )
  return texts.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6
}

function report(figures: readonly RefusalFigures[]): void {
  process.stdout.write(
    `${`to refuse (limit ${LIMIT_MS} ms of CPU)`.padEnd(72)}${'CPU ms'.padStart(8)}${'median ms'.padStart(11)}\n`,
  )
  for (const { request, cpuMs, medianMs } of figures) {
    process.stdout.write(
      `${request.padEnd(72)}${cpuMs.toFixed(2).padStart(8)}${medianMs.toFixed(2).padStart(11)}\n`,
    )
  }
}
