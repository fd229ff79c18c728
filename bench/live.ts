import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { median } from './figures/median.ts'
import type { Order, Report } from './live-events/load-generator.ts'
import { end, type LiveSystem, startLiveSystem } from './live-events/system.ts'

const SUBSCRIPTION =
  'subscription { pipelineEvents { id type time stage status message content { id title status images } } }'
const CLIENTS = 1000
const IDLE_CLIENTS = 5000
const EVENTS_A_SECOND = 20
const TIMED_EVENTS = 200
const ROUNDS = 3
const ROUND_MS = 4000
/** Events on their way at the same time while throughput is measured. */
const AHEAD = 8

/**
 * Live events: the memory of 5,000 clients that listen while nothing happens; then 1,000 clients with the same selection
 * that joins two subgraphs, beside a bare broadcaster of `ws` and Redis in the same run with messages of the same size.
 */
export async function run(): Promise<void> {
  const system = await startLiveSystem()
  const generator = start('load-generator', {})
  const broadcaster = start('broadcaster', { REDIS_URL: system.redisUrl })
  try {
    const [{ port }] = (await once(broadcaster, 'message')) as [{ port: number }]
    const gateway = peer(generator, system.gatewayPort, '/graphql', graphqlMessages(system.token))
    const bare = peer(generator, port, '/', [])

    // The first clients make the gateway compile what it runs.
    await gateway.open(100)
    await gateway.close()
    const before = system.gatewayBytes()
    await gateway.open(IDLE_CLIENTS)
    await new Promise(done => setTimeout(done, 3000))
    const each = (system.gatewayBytes() - before) / IDLE_CLIENTS / 1000
    line(
      `memory of each of ${IDLE_CLIENTS} idle clients`,
      `${each.toFixed(1)} kB`,
      '40 kB or less',
      each <= 40,
    )
    await gateway.close()

    await gateway.open(CLIENTS)
    await latency(system, generator)
    await gateway.close()

    const rates: { gateway: number[]; bare: number[] } = { gateway: [], bare: [] }
    let bytes = 0
    for (let round = 0; round < ROUNDS; round++) {
      await gateway.open(CLIENTS)
      const own = await throughput(generator, () => system.tell())
      bytes = own.bytes
      rates.gateway.push(own.messagesASecond)
      await gateway.close()
      await bare.open(CLIENTS)
      const text = 'x'.repeat(bytes)
      const others = await throughput(generator, () => system.redis.publish('broadcast', text))
      rates.bare.push(others.messagesASecond)
      await bare.close()
    }
    const [own, other] = [median(rates.gateway), median(rates.bare)]
    line('messages a second, gateway', own.toFixed(0), `${bytes} bytes each`)
    line('messages a second, bare ws + Redis', other.toFixed(0), `${bytes} bytes each`)
    line('gateway to bare', `${((own / other) * 100).toFixed(0)} %`, '60 % or more', own / other >= 0.6)
  } finally {
    await Promise.all([end(generator), end(broadcaster)])
    await system.stop()
  }
}

function graphqlMessages(token: string): string[] {
  return [
    JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
    JSON.stringify({
      id: '5c6e3f0a-0d0a-4a1b-8a53-6d1c1f9c2b7e',
      type: 'subscribe',
      payload: { query: SUBSCRIPTION },
    }),
  ]
}

async function latency(system: LiveSystem, generator: ChildProcess): Promise<void> {
  send(generator, { order: 'time', isOn: true })
  const latencies: number[] = []
  for (let told = 0; told < 20; told++) {
    const served = report(generator, 'served')
    await system.tell()
    await served
  }
  for (const subgraph of Object.keys(system.asked)) system.asked[subgraph] = 0
  const onReport = (value: Report) => {
    if (value.report === 'served' && value.latencyMs !== null) latencies.push(value.latencyMs)
  }
  generator.on('message', onReport)
  for (let told = 0; told < TIMED_EVENTS; told++) {
    await system.tell()
    await new Promise(done => setTimeout(done, 1000 / EVENTS_A_SECOND))
  }
  while (latencies.length < TIMED_EVENTS) await report(generator, 'served')
  generator.off('message', onReport)
  send(generator, { order: 'time', isOn: false })
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0
  const title = `last of ${CLIENTS} clients served at ${EVENTS_A_SECOND} events a second`
  line(`${title}, median`, `${at(0.5).toFixed(1)} ms`, '60 ms or less', at(0.5) <= 60)
  line(`${title}, 95 %`, `${at(0.95).toFixed(1)} ms`, '60 ms or less', at(0.95) <= 60)
  line(`${title}, slowest`, `${at(1).toFixed(1)} ms`)
  for (const [subgraph, calls] of Object.entries(system.asked)) {
    if (calls === 0) continue
    line(`calls of ${subgraph} an event`, String(calls / TIMED_EVENTS), '1', calls === TIMED_EVENTS)
  }
}

async function throughput(generator: ChildProcess, tell: () => Promise<unknown>) {
  let served = 0
  let bytes = 0
  let isOver = false
  const onReport = (value: Report) => {
    if (value.report !== 'served') return
    served += 1
    bytes = value.bytes
    if (!isOver) void tell()
  }
  generator.on('message', onReport)
  const begun = performance.now()
  for (let ahead = 0; ahead < AHEAD; ahead++) void tell()
  await new Promise(done => setTimeout(done, ROUND_MS))
  const messagesASecond = (served * CLIENTS) / ((performance.now() - begun) / 1000)
  isOver = true
  const drained = served + AHEAD
  while (served < drained) await report(generator, 'served')
  generator.off('message', onReport)
  return { messagesASecond, bytes }
}

function peer(generator: ChildProcess, port: number, path: string, messages: string[]) {
  return {
    async open(clients: number) {
      const opened = report(generator, 'opened')
      send(generator, { order: 'open', port, path, clients, messages })
      await opened
      // The last subscriptions are on their way.
      await new Promise(done => setTimeout(done, 500))
    },
    async close() {
      const closed = report(generator, 'closed')
      send(generator, { order: 'close' })
      await closed
    },
  }
}

function start(name: string, environment: NodeJS.ProcessEnv): ChildProcess {
  return fork(resolve(`bench/live-events/${name}.ts`), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  })
}

function send(generator: ChildProcess, order: Order): void {
  generator.send(order)
}

function report(generator: ChildProcess, wanted: Report['report']): Promise<void> {
  return new Promise(resolve => {
    const onReport = (value: Report) => {
      if (value.report !== wanted) return
      generator.off('message', onReport)
      resolve()
    }
    generator.on('message', onReport)
  })
}

function line(what: string, value: string, limit = '', isMet = true): void {
  process.stdout.write(`${isMet ? '  ' : '! '}${what.padEnd(62)} ${value.padStart(10)}   ${limit}\n`)
  if (!isMet) process.exitCode = 1
}
