import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Load, LoadResult } from '../supergraph/bench/load.ts'
import { GATEWAY, type ServerProcess, startServer } from '../supergraph/bench/server-process.ts'
import {
  COMMON_SALT,
  OPERATION_NAMES,
  OPERATIONS,
  type OperationName,
  shop,
} from '../supergraph/bench/shop.ts'
import { compose } from '../supergraph/test/support/supergraph.ts'

/** What one server reached with one kind of request. */
export interface GatewayFigures {
  requests: string
  server: string
  requestsPerSecond: number
  /** CPU time of the server's process for one request, all threads, in milliseconds. */
  cpuMs: number
  p99Ms: number
  /** Resident memory after the load. */
  residentMb: number
}

const KINDS: { requests: string; operation: OperationName; isUnique: boolean }[] = [
  { requests: 'heavy, unique', operation: 'heavy', isUnique: true },
  { requests: 'heavy, identical', operation: 'heavy', isUnique: false },
  { requests: 'light, unique', operation: 'light', isUnique: true },
]
const CONNECTIONS = 50
const WARM_UP_SECONDS = 1
const SECONDS = 1.5
const ROUNDS = 2

/**
 * The gateway beside a peer and a limit, over the same subgraphs and in turn: yoga + @apollo/gateway + undici, and a server
 * that only parses and writes the whole answer. Subgraphs and clients are processes of their own. The time of the processor
 * is the figure to trust on a machine with few of them. Takes about 45 seconds.
 * @throws when the gateway answers otherwise than the peer
 */
export async function run(): Promise<GatewayFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-bench-'))
  const started: { stop(): void }[] = []
  const start = async (name: string, ...args: string[]) => {
    const server = await startServer(name, args)
    started.push(server)
    return server
  }
  try {
    const subgraphs = await start('subgraphs', ...source('serve-subgraphs'), folder)
    const file = join(folder, 'supergraph.graphql')
    await writeFile(file, supergraphAt(subgraphs.url))
    const gateway = await start('gateway', ...GATEWAY, '--supergraph', file, '--port', '0')
    const peer = await start('peer', ...source('serve-peer'), file)
    for (const operation of OPERATION_NAMES) {
      const answer = await ask(gateway, operation)
      if (!isDeepStrictEqual(answer, await ask(peer, operation)))
        throw new Error(`${operation}: the answers differ`)
      await writeFile(join(folder, `${operation}.json`), JSON.stringify(answer))
    }
    const limit = await start('limit', ...source('serve-limit'), subgraphs.url)
    const clients = fork('supergraph/bench/send-load.ts', { execArgv: ['--import', 'tsx'] })
    started.push({ stop: () => clients.kill() })
    const figures: GatewayFigures[] = []
    for (const kind of KINDS) {
      const measured = await measure(kind, [limit, gateway, peer], clients)
      report(measured)
      figures.push(...measured)
    }
    return figures
  } finally {
    for (const server of started) server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function source(name: string): string[] {
  return ['--import', 'tsx', `supergraph/bench/${name}.ts`]
}

function supergraphAt(origin: string): string {
  const subgraphs = Object.entries(shop).map(([name, { sdl }]) => [name, { sdl, url: `${origin}/${name}` }])
  return compose(Object.fromEntries(subgraphs))
}

async function ask({ url }: ServerProcess, operation: OperationName): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: OPERATIONS[operation], variables: { salt: COMMON_SALT } }),
  })
  return response.json()
}

async function measure(
  { requests, operation, isUnique }: (typeof KINDS)[number],
  servers: readonly ServerProcess[],
  clients: ChildProcess,
): Promise<GatewayFigures[]> {
  const send = async ({ url }: ServerProcess, seconds: number): Promise<LoadResult> => {
    const load: Load = { url, operation, isUnique, seconds, connections: CONNECTIONS }
    clients.send(load)
    const [result] = (await once(clients, 'message')) as [LoadResult]
    return result
  }
  for (const server of servers) await send(server, WARM_UP_SECONDS)
  const slices: { server: ServerProcess; result: LoadResult; cpuMs: number; residentMb: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of servers) {
      const before = await server.usage()
      const result = await send(server, SECONDS)
      const { cpuMs, residentMb } = await server.usage()
      slices.push({ server, result, cpuMs: cpuMs - before.cpuMs, residentMb })
    }
  }
  return servers.map(server => {
    const own = slices.filter(slice => slice.server === server)
    const sum = (of: (slice: (typeof own)[number]) => number) =>
      own.reduce((total, slice) => total + of(slice), 0)
    const count = sum(({ result }) => result.requests)
    return {
      requests,
      server: server.name,
      requestsPerSecond: count / sum(({ result }) => result.seconds),
      cpuMs: sum(({ cpuMs }) => cpuMs) / count,
      p99Ms: Math.max(...own.map(({ result }) => result.p99Ms)),
      residentMb: Math.max(...own.map(({ residentMb }) => residentMb)),
    }
  })
}

function report(figures: readonly GatewayFigures[]): void {
  const peer = figures.find(({ server }) => server === 'peer')?.requestsPerSecond ?? Number.NaN
  const row = (cells: readonly string[]) =>
    process.stdout.write(
      `${cells.map((cell, at) => (at === 0 ? cell.padEnd(26) : cell.padStart(12))).join('')}\n`,
    )
  row([figures[0]?.requests ?? '', 'requests/s', '× peer', 'CPU ms', 'p99 ms', 'memory MB'])
  for (const { server, requestsPerSecond, cpuMs, p99Ms, residentMb } of figures) {
    row([
      `    ${server}`,
      requestsPerSecond.toFixed(0),
      (requestsPerSecond / peer).toFixed(2),
      cpuMs.toFixed(2),
      p99Ms.toFixed(0),
      residentMb.toFixed(0),
    ])
  }
}
