import type { PrismaPg } from '@prisma/adapter-pg'
import type { Redis } from 'ioredis'
import type { z } from 'zod'
import { createInternalTokenVerifier } from '../access/internal-token.ts'
import { readConfiguration, type ServiceConfiguration, serviceConfiguration } from '../configuration.ts'
import { type Database, openDatabase, type TransactionOf } from '../database/database.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import type { AnyPrismaClient, PrismaLike } from '../database/sql.ts'
import type { ServiceName } from '../events/catalogue.ts'
import { type Consumers, startConsumer } from '../events/consumer.ts'
import { createDeadLetters } from '../events/dead-letters.ts'
import { createLiveEvents, type LiveEvents } from '../events/live.ts'
import { createEventPublisher, type EventPublisher } from '../events/outbox.ts'
import { createQueues, eventQueueName, jobQueueName } from '../events/queues.ts'
import { startRelay } from '../events/relay.ts'
import { deliveryMigrations, deliverySchema } from '../events/tables.ts'
import { type Files, openFiles } from '../files/files.ts'
import { type AnyJob, createJobScheduler, type JobScheduler } from '../jobs/jobs.ts'
import { DEFAULT_ATTEMPTS, startJobWorker } from '../jobs/worker.ts'
import { createLogger, type Logger } from '../logging.ts'
import { createDeliveryHousekeeping } from './delivery-housekeeping.ts'
import { describeRoutes } from './describe-route.ts'
import { createGraphqlEndpoint } from './graphql-endpoint.ts'
import { type Check, within } from './health.ts'
import { closeServer, createApplication, listen, type ServiceRoutes } from './http.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { mountOperations } from './operations.ts'
import { openRedis } from './redis.ts'

/** What a service is built from. */
export interface ServiceTools<Configuration, Client> {
  configuration: Configuration & ServiceConfiguration
  log: Logger
  database: Database<Client>
  events: EventPublisher
  live: LiveEvents
  jobs: JobScheduler
  files: Files
  redis: Redis
  metrics: Metrics
}

/** A service, declared. Only the first five are needed; `build` makes the domain that everything after it gets. */
export interface ServiceDefinition<
  Name extends ServiceName,
  Shape extends z.ZodObject,
  Client extends AnyPrismaClient,
  App,
> {
  name: Name
  /** The port it listens on unless PORT says otherwise. */
  port: number
  /** What it needs to know besides `serviceConfiguration`. */
  configuration: Shape
  /** Its schema.graphql. */
  schema: URL
  /** The folder of its migrations. */
  migrations: URL
  /** Opens its Prisma client. */
  connect: (adapter: PrismaPg) => Client
  /** Makes its domain, once. */
  build: (tools: ServiceTools<z.infer<Shape>, Client>) => App | Promise<App>
  resolvers: object
  /** What it does with the events it subscribes to. */
  consumers: (app: App) => Consumers<Name, TransactionOf<Client>>
  jobs?: (app: App) => AnyJob[]
  /** Its REST routes, under /api/v1. */
  routes?: (routes: ServiceRoutes, app: App) => void
  /** Its routes under /internal, for the gateway itself: no call of a client is passed on to them. */
  internalRoutes?: (routes: ServiceRoutes, app: App) => void
  /** Routes that answer without the gateway's token; paths from the root. */
  publicRoutes?: (routes: ServiceRoutes, app: App) => void
  /** Runs once after the migrations and before the first request. */
  onStart?: (app: App) => Promise<void>
  onStop?: (app: App) => Promise<void>
  /** Dependencies beyond Postgres and Redis that /ready checks. */
  checks?: (app: App) => Record<string, Check>
}

/** A service at work. */
export interface RunningService {
  name: ServiceName
  port: number
  url: string
  /** Moves everything in the outbox on; for tests. */
  drainOutbox(): Promise<void>
  /** Stops in order: no new requests, jobs handed back, everything closed. */
  stop(): Promise<void>
}

/** A declared service that can be started. */
export interface Service {
  name: ServiceName
  start(environment?: NodeJS.ProcessEnv): Promise<RunningService>
}

const GRACE_MS = 10_000

/**
 * Makes a service of its declaration: one HTTP server with /graphql, /health, /ready, /metrics and the REST routes, its event
 * consumers and jobs, structured logs, and an orderly stop.
 */
export function defineService<
  Name extends ServiceName,
  Shape extends z.ZodObject,
  Client extends AnyPrismaClient,
  App,
>(definition: ServiceDefinition<Name, Shape, Client, App>): Service {
  const { name } = definition
  return {
    name,
    async start(environment = process.env) {
      const shape = serviceConfiguration.extend(definition.configuration.shape)
      const configuration = readConfiguration(shape, environment) as z.infer<Shape> & ServiceConfiguration
      const log = createLogger(name, configuration.LOG_LEVEL)
      const metrics = createMetrics(name)
      const verify = await createInternalTokenVerifier(configuration.ORION_GATEWAY_PUBLIC_KEY, name)

      await migrate(configuration.DATABASE_URL, deliverySchema(name), deliveryMigrations)
      const applied = await migrate(
        configuration.DATABASE_URL,
        name,
        await readMigrations(definition.migrations),
      )
      if (applied.length > 0) log.info({ applied }, 'migrated')

      let wakeRelay = () => {}
      const database = openDatabase({
        url: configuration.DATABASE_URL,
        schema: name,
        connect: definition.connect,
        onCommit: () => wakeRelay(),
      })
      const redis = openRedis(configuration.REDIS_URL, log)
      const workerRedis = openRedis(configuration.REDIS_URL, log, { blocking: true })
      const queues = createQueues(redis)
      const live = createLiveEvents(name, redis)
      const deadLetters = createDeadLetters(name, database.pool, live)
      const jobScheduler = createJobScheduler(name)
      const tools: ServiceTools<z.infer<Shape>, Client> = {
        configuration,
        log,
        database,
        events: createEventPublisher(name),
        live,
        jobs: jobScheduler,
        files: await openFiles(configuration),
        redis,
        metrics,
      }
      const app = await definition.build(tools)
      await definition.onStart?.(app)

      const jobs = [...(definition.jobs?.(app) ?? []), createDeliveryHousekeeping(name, database.pool)]
      const relay = startRelay({
        service: name,
        pool: database.pool,
        redis,
        queues,
        log,
        attemptsOf: job => jobs.find(({ type }) => type.name === job)?.type.attempts ?? DEFAULT_ATTEMPTS,
        onRelayed: (kind, what) => metrics.eventsRelayed.inc({ kind, name: what }),
      })
      wakeRelay = relay.wake
      const consumer = startConsumer<Name, TransactionOf<Client>>({
        service: name,
        database: database.client as unknown as PrismaLike<TransactionOf<Client>>,
        connection: workerRedis,
        consumers: definition.consumers(app),
        deadLetters,
        log,
        onHandled: event => {
          metrics.eventsHandled.inc({ name: event, outcome: 'handled' })
          relay.wake()
        },
        onFailed: event => metrics.eventsHandled.inc({ name: event, outcome: 'failed' }),
      })
      const workers = jobs.map(job =>
        startJobWorker({
          service: name,
          job,
          connection: workerRedis,
          queues,
          deadLetters,
          log,
          onEnded: (what, outcome, seconds) => metrics.jobSeconds.observe({ name: what, outcome }, seconds),
        }),
      )
      const schedule = () =>
        Promise.all(workers.map(worker => worker.schedule())).catch(error =>
          log.warn({ err: error }, 'schedules'),
        )
      redis.on('ready', schedule)
      if (redis.status === 'ready') await schedule()

      const application = createApplication(log, metrics)
      mountOperations(application, {
        service: name,
        metrics,
        verify,
        deadLetters,
        queues,
        queueNames: [eventQueueName(name), ...jobs.map(({ type }) => jobQueueName(name, type.name))],
        database,
        events: tools.events,
        redis,
        files: tools.files,
        checks: definition.checks?.(app) ?? {},
      })
      application.get('/openapi.json', context => context.json(describeRoutes(name, application.routes)))
      definition.publicRoutes?.(application, app)
      const yoga = createGraphqlEndpoint({
        schema: definition.schema,
        resolvers: definition.resolvers,
        app,
        log,
      })
      application.all('/graphql', context => yoga.fetch(context.req.raw, { viewer: context.get('viewer') }))
      definition.routes?.(application.basePath('/api/v1') as unknown as ServiceRoutes, app)

      definition.internalRoutes?.(application.basePath('/internal') as unknown as ServiceRoutes, app)

      const { server, port } = await listen(
        application,
        configuration.HOST,
        configuration.PORT ?? definition.port,
      )
      log.info({ port }, 'ready')

      let stopping: Promise<void> | null = null
      const stop = async () => {
        log.info('stopping')
        redis.off('ready', schedule)
        await closeServer(server, GRACE_MS)
        // Without Redis, workers cannot hand their jobs back; then their locks run out instead.
        await within(
          Promise.allSettled([consumer.close(), ...workers.map(worker => worker.stop())]),
          GRACE_MS,
        ).catch(() => {})
        await relay.stop()
        await definition.onStop?.(app)
        await within(queues.close(), 1000).catch(() => {})
        redis.disconnect()
        workerRedis.disconnect()
        await database.close()
      }
      return {
        name,
        port,
        url: `http://${configuration.HOST}:${port}`,
        drainOutbox: relay.drain,
        stop: () => (stopping ??= stop()),
      }
    },
  }
}
