import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@orion/common/logging'
import { eventually } from '@orion/common/testing/test-system'
import { expect, it, onTestFinished, vi } from 'vitest'
import { readOptions } from '../../src/command-line.ts'
import { createFailureLog } from '../../src/execution/fetch/failure-log.ts'
import { createSubgraphConnections } from '../../src/execution/fetch/subgraph-connections.ts'
import { SubgraphError } from '../../src/execution/fetch/subgraph-error.ts'
import { addressOf } from '../../src/gateway.ts'
import { ROOM } from '../../src/room.ts'
import { createSupergraphSource } from '../../src/schema/supergraph-source.ts'
import { watchSupergraph } from '../../src/schema/watch-supergraph.ts'
import { executorOver, serveSupergraph } from '../../src/serve-supergraph.ts'
import { post, startTestGateway } from '../support/gateway.ts'
import { compose } from '../support/supergraph.ts'

async function gateway(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOM, 'src/main.ts'), ...options], {
    cwd: ROOM,
  })
  let output = ''
  child.stdout.on('data', chunk => (output += chunk))
  child.stderr.on('data', chunk => (output += chunk))
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { code, output }
}

it('says how it is used', async () => {
  expect(await gateway('--help')).toMatchObject({
    code: 0,
    output: expect.stringMatching(/--forward-header NAME.*x-orion-explain: 1/s),
  })
})

it('says which file it cannot read', async () => {
  const { code, output } = await gateway('--supergraph', '/nowhere/supergraph.graphql', '--port', '0')
  expect(code).toBe(1)
  expect(output).toContain('The supergraph /nowhere/supergraph.graphql cannot be read')
})

it('says which file it cannot serve, and why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orion-supergraph-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'plain.graphql')
  await writeFile(file, 'type Query { ok: Boolean }')
  const log = createLogger('gateway', 'silent')
  await expect(serveSupergraph({ file, port: 0, log })).rejects.toThrow(
    `The supergraph ${file} cannot be served: Invalid supergraph`,
  )
})

it('tells where it is in the form of an address', () => {
  expect(['127.0.0.1', 'localhost', '::1'].map(host => addressOf(host, 80))).toEqual([
    'http://127.0.0.1:80',
    'http://localhost:80',
    'http://[::1]:80',
  ])
})

it('tells its log why a subgraph gives no answer, once in a while', async () => {
  const warnings: Record<string, unknown>[] = []
  const log = createLogger('gateway', 'warn', { write: line => void warnings.push(JSON.parse(line)) })
  const { url, subgraphs, stop } = await startTestGateway(
    { a: { sdl: 'type Query { ok: Boolean }' } },
    { log },
  )
  onTestFinished(stop)
  subgraphs.a.misbehave((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}')
    return true
  })
  await post(url, { query: '{ ok }' })
  await subgraphs.a.kill()
  for (let at = 0; at < 3; at++) await post(url, { query: '{ ok }' })
  expect(warnings).toMatchObject([
    {
      subgraph: 'a',
      reason: 'unusable',
      cause: 'the answer lacks ok',
      message: 'The answer of the service a could not be used',
    },
    {
      subgraph: 'a',
      reason: 'unreachable',
      cause: expect.stringContaining('ECONNREFUSED'),
      message: 'The service a cannot be reached',
    },
  ])
  const tell = createFailureLog(log, 0)
  for (let at = 0; at < 2; at++) tell(new SubgraphError('a', 'timeout', 'a is late'))
  tell(new SubgraphError('a', 'cancelled', 'the client left'))
  expect(warnings.slice(2).map(({ message }) => message)).toEqual(['a is late', 'a is late'])
})

it('serves what its file became while it started', async () => {
  const ok = (name: string) => compose({ a: { sdl: `type Query { ${name}: Boolean }` } })
  const folder = await mkdtemp(join(tmpdir(), 'orion-supergraph-'))
  const file = join(folder, 'supergraph.graphql')
  await writeFile(file, ok('changed'))
  const source = createSupergraphSource(ok('first'), executorOver(createSubgraphConnections()))
  const endWatch = watchSupergraph(file, source, createLogger('gateway', 'silent'), 10)
  onTestFinished(async () => {
    endWatch()
    await rm(folder, { recursive: true })
  })
  await eventually(() => source.current.sdl === ok('changed'), 'the changed supergraph')
})

it.each([
  ['--port 80x', '--port is "80x"; it must be a whole number.'],
  ['--port 70000', '--port is "70000"; it must be 65535 or less.'],
  ['--planner fast', '--planner is "fast"; it must be rust or apollo.'],
  ['--timeout-ms 0', '--timeout-ms is "0"; it must be 1 or more.'],
  ['--override-label percent(5)', '--override-label is "percent(5)"; it must be a label.'],
  ['--forward-header x:y', '--forward-header is "x:y"; it must be the name of a header.'],
  ['--supergaph x', "Unknown option '--supergaph'"],
])('says what is wrong with %s', (options, reason) => {
  expect(() => readOptions(['--supergraph', 'x.graphql', ...options.split(' ')], '8000')).toThrow(reason)
})

it('takes no options beside those of a supergraph', () => {
  expect(readOptions([], '8000')).toBeNull()
  expect(() => readOptions(['--port', '80'], '8000')).toThrow('--port goes with --supergraph FILE')
})

it('says how a command line is mended, and ends with 2', async () => {
  const { code, output } = await gateway('--port')
  expect(code).toBe(2)
  expect(output).toMatch(/--port.*\nSee "npm run gateway -- --help"\.\n$/s)
})

it('tells the plan and its timings to who asks for it, and to nobody in production', async () => {
  const { url, stop } = await startTestGateway({ a: { sdl: 'type Query { ok: Boolean }' } })
  onTestFinished(async () => {
    vi.unstubAllEnvs()
    await stop()
  })
  const explain = async (header: Record<string, string>) => {
    const { extensions } = await post(url, { query: '{ ok }' }, header)
    return extensions?.['explain']
  }
  expect(await explain({ 'x-orion-explain': '1' })).toMatchObject({
    plan: { kind: 'fetch' },
    fetches: [{ subgraph: 'a', outcome: 'ok', startMs: expect.any(Number), durationMs: expect.any(Number) }],
  })
  expect(await explain({})).toBeUndefined()
  vi.stubEnv('NODE_ENV', 'production')
  expect(await explain({ 'x-orion-explain': '1' })).toBeUndefined()
})

it('serves a supergraph of which a part is inside of another gateway, as of Orion’s own, without that part', async () => {
  const warnings: Record<string, unknown>[] = []
  const log = createLogger('gateway', 'warn', { write: line => void warnings.push(JSON.parse(line)) })
  const definitions = {
    here: { sdl: 'type Query { near: String }', resolvers: { Query: { near: () => 'yes' } } },
    inside: { sdl: 'type Query { far: String }' },
  }
  const { url, file, composeAgain, stop } = await startTestGateway(definitions, { log, watchIntervalMs: 10 })
  onTestFinished(stop)
  const elsewhere = composeAgain(definitions).replace(/(name: "inside", url: )"[^"]*"/, '$1"internal:inside"')
  await writeFile(file, elsewhere)
  await eventually(() => warnings.length > 0, 'the new supergraph')
  expect(warnings).toMatchObject([{ name: 'inside', url: 'internal:inside' }])
  expect(await post(url, { query: '{ near far }' })).toMatchObject({
    data: { near: 'yes', far: null },
    errors: [
      {
        message: 'The subgraph inside is part of another gateway',
        path: ['far'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'inside' },
      },
    ],
  })
})

it('hands the headers on that it was told to, and no others', async () => {
  const { url, subgraphs, stop } = await startTestGateway(
    { a: { sdl: 'type Query { ok: Boolean }' } },
    { forwardedHeaders: ['x-tenant'] },
  )
  await post(url, { query: '{ ok }' }, { 'x-tenant': 'north', authorization: 'Bearer secret' })
  expect(subgraphs.a.calls[0]?.headers).toMatchObject({ 'x-tenant': 'north' })
  expect(subgraphs.a.calls[0]?.headers.authorization).toBeUndefined()
  await stop()
})

it('moves fields to their new subgraph for the labels that it was told, and for a share of all requests', async () => {
  const { url, stop } = await startTestGateway(
    {
      old: {
        sdl: 'type Query { labelled: String unlabelled: String rarely: String always: String }',
        resolvers: { Query: { labelled: () => 'old', unlabelled: () => 'old', rarely: () => 'old' } },
      },
      fresh: {
        sdl: `type Query {
          labelled: String @override(from: "old", label: "beta")
          unlabelled: String @override(from: "old", label: "gamma")
          rarely: String @override(from: "old", label: "percent(0)")
          always: String @override(from: "old", label: "percent(100)") }`,
        resolvers: { Query: { labelled: () => 'fresh', always: () => 'fresh' } },
      },
    },
    { overrideLabels: ['beta'] },
  )
  const answer = await post(url, { query: '{ labelled unlabelled rarely always }' })
  expect(answer.data).toEqual({ labelled: 'fresh', unlabelled: 'old', rarely: 'old', always: 'fresh' })
  await stop()
})

it('refuses what no combination of subgraphs can answer, and logs what the planner says', async () => {
  const warnings: Record<string, unknown>[] = []
  const log = createLogger('gateway', 'warn', { write: line => void warnings.push(JSON.parse(line)) })
  const definitions = {
    a: { sdl: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }' },
    b: { sdl: 'type Thing @key(fields: "id") { id: ID! name: String }' },
  }
  const { url, file, composeAgain, stop } = await startTestGateway(definitions, { log, watchIntervalMs: 10 })
  onTestFinished(stop)
  const query = () => post(url, { query: '{ thing { name } }' }, { 'x-request-id': 'r-1' })
  // Composition would refuse it: nobody can enter b any more.
  const closed = '@join__type(graph: B, key: "id", resolvable: false)'
  await writeFile(file, composeAgain(definitions).replace('@join__type(graph: B, key: "id")', closed))
  await eventually(async () => (await query()).errors, 'the new supergraph')
  expect(await query()).toMatchObject({
    errors: [
      {
        message: 'No combination of subgraphs can answer all that is selected',
        extensions: { code: 'QUERY_PLANNING_FAILED' },
      },
    ],
  })
  expect(warnings).toContainEqual(
    expect.objectContaining({
      requestId: 'r-1',
      err: expect.objectContaining({ stack: expect.any(String) }),
    }),
  )
})
