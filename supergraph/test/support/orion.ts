import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInternalTokenVerifier } from '@orion/common/access/internal-token'
import type { Viewer } from '@orion/common/access/viewer'
import { createGatewayKeys } from '@orion/common/embedded/keys'
import { startRedis } from '@orion/common/embedded/redis'
import {
  declarationOf,
  type EventData,
  type EventName,
  type ServiceName,
} from '@orion/common/events/catalogue'
import { type Audience, createEnvelope, type Envelope } from '@orion/common/events/envelope'
import { tellInOrder } from '@orion/common/events/live-channel'
import { mayHear } from '@orion/common/events/may-hear'
import { connectionOf, readPage } from '@orion/common/graphql/connection'
import { createLogger } from '@orion/common/logging'
import type { ServiceStatus } from '@orion/common/service/service-status'
import { Redis } from 'ioredis'
import { composeSupergraph } from '../../src/compose/compose-supergraph.ts'
import type { Gateway } from '../../src/gateway.ts'
import { ROOM } from '../../src/room.ts'
import { serveOrion } from '../../src/serve-orion.ts'
import { type SubgraphServer, serveSubgraph, textOf } from './subgraph-server.ts'
import { federated, type TestSubgraph } from './supergraph.ts'
import { createTokenIssuer, type TokenIssuer, type TokenUser } from './token-issuer.ts'

const SCALARS = 'scalar DateTime'

/** Who a subgraph was called for, as the token of the gateway says. */
type Headers = { headers: { authorization?: string } }

/** Small stand-ins for the services' own processes, with entities under the graph's names. */
function definitions(
  viewerOf: (subgraph: string, context: Headers) => Promise<string>,
): Record<string, TestSubgraph> {
  return {
    director: {
      sdl: `
        ${SCALARS}
        type Query {
          content(id: ID!): Content @authenticated
          whoAmI: String
          open: String
        }
        type Mutation { approve(id: ID!): Content @requiresScopes(scopes: [["content:review"]]) }
        type Content @key(fields: "id") @authenticated { id: ID! title: String! secretNote: String @requiresScopes(scopes: [["operations:read"]])
          secretCode: Int! @requiresScopes(scopes: [["operations:read"]]) }`,
      resolvers: {
        Query: {
          content: (_: unknown, { id }: { id: string }) => ({ id }),
          whoAmI: (_: unknown, _args: unknown, context: Headers) => viewerOf('director', context),
          open: () => 'for all',
        },
        Mutation: { approve: (_: unknown, { id }: { id: string }) => ({ id }) },
        Content: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          title: ({ id }: { id: string }, _args: unknown, context: Headers) =>
            viewerOf('director', context).then(viewer => `${id} for ${viewer}`),
          secretNote: () => 'secret',
          secretCode: () => 7,
        },
      },
    },
    media: {
      sdl: 'type Content @key(fields: "id") @authenticated { id: ID! images: [String!] }',
      resolvers: {
        Content: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          images: ({ id }: { id: string }) => [`${id}.jpg`],
        },
      },
    },
    scout: {
      sdl: 'type Query { trends: [Trend!] } type Trend @key(fields: "id") { id: ID! topic: String! }',
      resolvers: {
        Query: { trends: () => [] },
        Trend: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          topic: ({ id }: { id: string }) => `topic ${id}`,
        },
      },
    },
    identity: {
      sdl: 'type Notification @key(fields: "id") { id: ID! title: String! }',
      resolvers: {
        Notification: { __resolveReference: ({ id }: { id: string }) => ({ id }), title: () => 'note' },
      },
    },
    pulse: { sdl: 'type Event @key(fields: "id") { id: ID! note: String }' },
    editor: {
      sdl: 'type Render @key(fields: "id") { id: ID! step: String }',
      resolvers: {
        Render: { __resolveReference: ({ id }: { id: string }) => ({ id }), step: () => 'stitch' },
      },
    },
  }
}

/** Orion's gateway over real HTTP, real Redis and small subgraphs. */
export interface TestOrion {
  origin: string
  url: string
  socketUrl: string
  redis: Redis
  environment: NodeJS.ProcessEnv
  subgraphs: Record<string, SubgraphServer>
  /** What identity tells of API keys, by their hashes; all others do not hold. */
  apiKeys: Map<string, object>
  /** The hashes that identity was asked about, in order. */
  introspected: string[]
  /** Every line that the gateways logged, from `debug` on. */
  logged: Record<string, unknown>[]
  /** The addresses of which identity was told that sign-ins were refused. */
  toldRefused: string[]
  /** What the stand-in of pulse has in its log, oldest first. */
  log: Envelope[]
  /** What the stand-ins of services tell that they gave up; those without an entry tell something else. */
  deadLetters: Map<string, GivenUp[]>
  /** Starts one more gateway of the same system. */
  anotherGateway(extra?: NodeJS.ProcessEnv): Promise<Gateway>
  /** Ends Redis and starts it again at the same address; `away` runs in between. */
  restartRedis(away: () => Promise<void>): Promise<void>
  /** A valid access token. */
  token(user: TokenUser): Promise<string>
  /** Who signs these tokens, in identity's place. */
  issuer: TokenIssuer
  /** Tells an event on the live channels, as a service's relay does. */
  tell<Name extends EventName>(
    service: ServiceName,
    name: Name,
    data: EventData<Name>,
    audience: Partial<Audience>,
  ): Promise<Envelope>
  stop(): Promise<void>
}

/** A dead letter as a service's REST route tells it. */
export interface GivenUp {
  id: string
  kind: 'event' | 'job'
  name: string
  error: string
  attempts: number
  failedAt: string
  replayedAt: string | null
}

/** What a service answers about its dead letters: a page of them, or one that is tried again, once. */
function answerDeadLetters(letters: GivenUp[], path = ''): [number, object] {
  const { pathname, searchParams } = new URL(path, 'http://service.test')
  const [, id] = /\/dead-letters\/([^/]+)\/replay$/.exec(pathname) ?? []
  const letter = letters.find(each => each.id === id)
  if (letter?.replayedAt) return [409, { error: { code: 'CONFLICT', message: 'Tried again already.' } }]
  if (letter) letter.replayedAt = new Date().toISOString()
  if (id) return letter ? [202, { ...letter, replayed: true }] : [404, {}]
  const page = readPage({ first: Number(searchParams.get('first')), after: searchParams.get('after') })
  const replayed = searchParams.get('replayed')
  const placeOf = ({ failedAt, id }: GivenUp) => `${failedAt} ${id}`
  const rows = letters
    .filter(({ replayedAt }) => replayed === null || String(replayedAt !== null) === replayed)
    .filter(row => !page.after || placeOf(row) < `${page.after.value} ${page.after.id}`)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
    .slice(0, page.first + 1)
  const { nodes, pageInfo } = connectionOf(rows, page, ({ failedAt, id }) => ({ value: failedAt, id }))
  return [200, { items: nodes, pageInfo }]
}

/** A request that the gateway broke off is none. */
const ignoreBrokenOff = () => {}

/** What a service that has nothing to do tells of itself. */
function statusOf(service: string): ServiceStatus {
  return {
    service,
    version: '0.1.0',
    status: 'ready',
    uptimeSeconds: 7,
    memoryBytes: 100_000_000,
    checks: { postgres: { ok: true, milliseconds: 1 } },
    queues: [],
    outboxWaiting: 0,
    deadLetters: 0,
  }
}

/** What pulse answers to who missed something. */
function readLogAfter(log: readonly Envelope[], viewer: Viewer | null, { pathname, searchParams }: URL) {
  const at = log.findIndex(({ id }) => id === pathname.split('/').at(-1))
  const last = log[at]
  if (!last || !mayHear(viewer, last)) return null
  const events = log.slice(at + 1).filter(event => mayHear(viewer, event))
  return { sequence: last.sequence, events: events.slice(0, Number(searchParams.get('first'))) }
}

/** Starts it all; one system serves a whole test file. */
export async function startOrion(extra: NodeJS.ProcessEnv = {}): Promise<TestOrion> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-gateway-'))
  let redisServer = await startRedis({ folder: join(folder, 'redis') })
  const redis = new Redis(redisServer.url)
  redis.on('error', () => {})
  const keys = await createGatewayKeys()
  const issuer = await createTokenIssuer()

  const apiKeys = new Map<string, object>()
  const introspected: string[] = []
  const toldRefused: string[] = []
  const deadLetters = new Map<string, GivenUp[]>()
  const viewerOf = async (subgraph: string, { headers }: Headers) => {
    const verify = await createInternalTokenVerifier(keys.publicKey, subgraph)
    const viewer = await verify(headers.authorization)
    return viewer ? `${viewer.userId} (${viewer.role})` : 'nobody'
  }
  const log: Envelope[] = []
  const parts = definitions(viewerOf)
  const entries = await Promise.all(
    Object.entries(parts).map(
      async ([name, part]): Promise<[string, SubgraphServer]> => [
        name,
        await serveSubgraph(part, (request, response) => {
          const json = (status: number, body: unknown) =>
            response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
          if (request.url === '/.well-known/jwks.json')
            response.writeHead(200, { 'cache-control': 'public' }).end(JSON.stringify(issuer.jwks))
          else if (request.url === '/ready') json(200, { status: 'ready', service: name, checks: {} })
          else if (request.url === '/internal/status') json(200, statusOf(name))
          else if (request.url?.startsWith('/api/v1/events/after/')) {
            const verify = createInternalTokenVerifier(keys.publicKey, name)
            void verify
              .then(check => check(request.headers.authorization))
              .then(viewer => readLogAfter(log, viewer, new URL(request.url ?? '', 'http://pulse.test')))
              .then(found => json(found ? 200 : 404, found ?? {}))
          } else {
            void textOf(request).then(async body => {
              const { method, url: path, headers } = request
              const viewer = await viewerOf(name, { headers }).catch(() => 'refused')
              if (path === '/internal/api-keys/introspect' && viewer === 'nobody') {
                const { keyHash } = JSON.parse(body)
                introspected.push(keyHash)
                return json(200, apiKeys.get(keyHash) ?? { active: false })
              }
              if (path === '/internal/sign-ins/refused' && viewer === 'nobody') {
                toldRefused.push(String(headers['x-forwarded-for']))
                return response.writeHead(204).end()
              }
              const letters = deadLetters.get(name)
              if (letters && path?.startsWith('/api/v1/dead-letters') && viewer.endsWith('(ADMIN)')) {
                return json(...answerDeadLetters(letters, path))
              }
              json(200, { service: name, method, path, body, viewer, requestId: headers['x-request-id'] })
            }, ignoreBrokenOff)
          }
          return true
        }),
      ],
    ),
  )
  const subgraphs = Object.fromEntries(entries)
  const composition = composeSupergraph([
    ...entries.map(([name, { url }]) => ({ name, url, file: name, sdl: federated(parts[name]?.sdl ?? '') })),
    {
      name: 'events',
      url: 'internal:events',
      file: 'events',
      sdl: readFileSync(join(ROOM, 'src/events/schema.graphql'), 'utf8'),
    },
  ])
  if (!composition.composed) throw new Error(composition.problems.join('\n'))
  const file = join(folder, 'supergraph.graphql')
  await writeFile(file, composition.supergraphSdl)

  const environment = {
    PORT: '0',
    REDIS_URL: redisServer.url,
    ORION_GATEWAY_PRIVATE_KEY: keys.privateKey,
    ORION_FILES_SECRET: randomBytes(32).toString('hex'),
    FILES_ROOT: join(folder, 'files'),
    ORION_SUPERGRAPH: file,
    ORION_ALLOWED_ORIGINS: 'http://dashboard.test',
    ...extra,
  }
  const logged: Record<string, unknown>[] = []
  const level = process.env['TEST_LOG_LEVEL']
  const inMemory = { write: (line: string) => void logged.push(JSON.parse(line)) }
  const logger = level ? createLogger('gateway', level) : createLogger('gateway', 'debug', inMemory)
  const start = (more: NodeJS.ProcessEnv = {}) => serveOrion({ ...environment, ...more }, logger)
  const gateway = await start()
  const gateways = [gateway]
  return {
    origin: gateway.url,
    url: `${gateway.url}/graphql`,
    socketUrl: `${gateway.url.replace('http', 'ws')}/graphql`,
    redis,
    environment,
    subgraphs,
    apiKeys,
    introspected,
    logged,
    toldRefused,
    log,
    deadLetters,
    async anotherGateway(more) {
      const another = await start(more)
      gateways.push(another)
      return another
    },
    async restartRedis(away) {
      await redisServer.stop()
      await away()
      redisServer = await startRedis({ folder: join(folder, 'redis'), port: redisServer.port })
    },
    issuer,
    token: issuer.token,
    async tell(service, name, data, audience) {
      const event = createEnvelope(service, name, { subject: 'test', data, audience })
      const isLogged = declarationOf(name).delivery === 'durable'
      if (isLogged) log.push({ ...event, sequence: await tellInOrder(redis, event.type, event, true) })
      else await redis.publish(event.type, JSON.stringify(event))
      return event
    },
    async stop() {
      await Promise.all(gateways.map(running => running.stop()))
      redis.disconnect()
      await Promise.all(entries.map(([, server]) => server.kill()))
      await redisServer.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
