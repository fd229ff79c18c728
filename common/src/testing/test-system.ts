import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { inject } from 'vitest'
import { createInternalTokenSigner } from '../access/internal-token.ts'
import type { Role } from '../access/scopes.ts'
import { type Viewer, viewerOf } from '../access/viewer.ts'
import { createGatewayKeys } from '../embedded/keys.ts'
import { type EmbeddedRedis, startRedis } from '../embedded/redis.ts'
import type { EventData, EventName, ServiceName } from '../events/catalogue.ts'
import { createEnvelope, type Envelope, parseEnvelope, WIRE_PREFIX } from '../events/envelope.ts'
import { createQueues, eventJobOptions, eventQueueName } from '../events/queues.ts'
import type { RunningService, Service } from '../service/define-service.ts'

/** The ground a test stands on: a database, a Redis, a files folder and gateway keys of its own, gone afterwards. */
export interface TestSystem {
  environment: NodeJS.ProcessEnv
  folder: string
  redis: EmbeddedRedis
  /** Starts a service in this process, on a free port. */
  start(service: Service, environment?: NodeJS.ProcessEnv): Promise<TestService>
  /** Puts an event into the queue of one service, as another service's relay would. @returns the envelope. */
  send<Name extends EventName>(
    from: ServiceName,
    to: ServiceName,
    name: Name,
    data: EventData<Name>,
    event?: Envelope<Name>,
  ): Promise<Envelope<Name>>
  /**
   * Everything told on the live channels since the start, oldest first. What a relay that was killed told twice, under one id,
   * stands in it once.
   */
  heard: Envelope[]
  /** Waits for an event on the live channels, also one that was heard before. */
  hear<Name extends EventName>(
    name: Name,
    matches?: (data: EventData<Name>) => boolean,
  ): Promise<Envelope<Name>>
  /** Rows of a query on the database. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

/** A service at work in a test, called as the gateway would. */
export interface TestService extends RunningService {
  /** Runs a GraphQL operation as this viewer; null for nobody. */
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown>,
    viewer: Viewer | null,
  ): Promise<{
    data: Data
    errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[]
  }>
  /** Calls a REST route as this viewer. */
  request(path: string, viewer: Viewer | null, init?: RequestInit): Promise<Response>
}

/** A viewer with an id of their own. */
export function testViewer(role: Role, userId: string = crypto.randomUUID()): Viewer {
  return viewerOf(userId, role, crypto.randomUUID())
}

/**
 * Waits until `probe` answers something other than undefined, null or false; fails after `timeoutMs`. The longer it waits, the
 * longer it pauses between two probes, up to `longestPauseMs`: probing a whole system all the time slows down what is waited for.
 */
export async function eventually<Value>(
  probe: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
  what = 'the expected state',
  timeoutMs = 30_000,
  longestPauseMs = 250,
): Promise<Value> {
  const begun = Date.now()
  for (;;) {
    const value = await probe()
    if (value !== undefined && value !== null && value !== false) return value
    const waitedMs = Date.now() - begun
    if (waitedMs > timeoutMs) throw new Error(`${what} did not come within ${timeoutMs / 1000} s`)
    const pauseMs = Math.min(longestPauseMs, 25 + waitedMs / 20)
    await new Promise(resolve => setTimeout(resolve, pauseMs))
  }
}

/** Lays the ground of a test. Needs the global setup that starts Postgres. */
export async function createTestSystem(): Promise<TestSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-test-'))
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: inject('postgresUrl') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  await admin.end()
  const databaseUrl = new URL(inject('postgresUrl'))
  databaseUrl.pathname = `/${name}`

  const redis = await startRedis({ folder: join(folder, 'redis') })
  const keys = await createGatewayKeys()
  const sign = await createInternalTokenSigner(keys.privateKey)
  const pool = new pg.Pool({ connectionString: databaseUrl.href, max: 2 })
  pool.on('error', () => {})
  const connection = new Redis(redis.url, { maxRetriesPerRequest: 3 })
  connection.on('error', () => {})
  const queues = createQueues(connection)
  const listener = new Redis(redis.url)
  listener.on('error', () => {})
  const heard: Envelope[] = []
  listener.on('pmessage', (_pattern, _channel, message) => {
    const event = parseEnvelope(JSON.parse(message))
    if (!heard.some(({ id }) => id === event.id)) heard.push(event)
  })
  await listener.psubscribe(`${WIRE_PREFIX}*.*`)
  const running: RunningService[] = []
  const environment: NodeJS.ProcessEnv = {
    DATABASE_URL: databaseUrl.href,
    REDIS_URL: redis.url,
    PORT: '0',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    ORION_GATEWAY_PUBLIC_KEY: keys.publicKey,
    ORION_GATEWAY_PRIVATE_KEY: keys.privateKey,
    ORION_FILES_SECRET: randomBytes(32).toString('hex'),
    FILES_ROOT: join(folder, 'files'),
  }

  return {
    environment,
    folder,
    redis,
    heard,
    async start(service, extra) {
      const started = await service.start({ ...environment, ...extra })
      running.push(started)
      const call = async (path: string, viewer: Viewer | null, init: RequestInit = {}) => {
        const headers = new Headers(init.headers)
        headers.set('authorization', `Bearer ${await sign(service.name, viewer)}`)
        return fetch(`${started.url}${path}`, { ...init, headers })
      }
      return {
        ...started,
        request: call,
        async graphql(query, variables, viewer) {
          const response = await call('/graphql', viewer, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query, variables }),
          })
          return response.json()
        },
      }
    },
    async send(from, to, name, data, given) {
      const userId = 'userId' in data ? String(data.userId) : undefined
      const event =
        given ??
        createEnvelope(from, name, { subject: 'test', data, audience: { userIds: userId ? [userId] : [] } })
      await queues.open(eventQueueName(to)).add(name, event, eventJobOptions)
      return event
    },
    hear<Name extends EventName>(wanted: Name, matches: (data: EventData<Name>) => boolean = () => true) {
      return eventually(
        () =>
          heard.find(
            event => event.type === `${WIRE_PREFIX}${wanted}` && matches(event.data as EventData<Name>),
          ) as Envelope<Name> | undefined,
        `the event ${wanted}`,
      )
    },
    async query(sql, values) {
      return (await pool.query(sql, values)).rows
    },
    async stop() {
      await Promise.allSettled(running.map(service => service.stop()))
      await queues.close()
      connection.disconnect()
      listener.disconnect()
      await pool.end()
      await redis.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
