import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { requireScope, type Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { ForbiddenError } from '../errors.ts'
import type { ServiceName } from '../events/catalogue.ts'
import type { DeadLetters } from '../events/dead-letters.ts'
import type { EventPublisher } from '../events/outbox.ts'
import { eventJobOptions, eventQueueName, jobQueueName, type Queues } from '../events/queues.ts'
import { recordAct } from '../events/record-act.ts'
import type { Files } from '../files/files.ts'
import { readPage } from '../graphql/connection.ts'
import { about } from './describe-route.ts'
import { type Check, checkReadiness } from './health.ts'
import { readQuery, type ServiceRoutes, type ServiceVariables } from './http.ts'
import { measureStatus } from './measure-status.ts'
import type { Metrics } from './metrics.ts'
import { noteAccess } from './request-context.ts'
import { createServiceStatus } from './service-status.ts'

const deadLetter = z.object({
  id: z.uuid(),
  kind: z.enum(['event', 'job']),
  name: z.string(),
  error: z.string(),
  attempts: z.number().int(),
  failedAt: z.date(),
  replayedAt: z.date().nullable(),
})
const deadLettersQuery = z.object({
  first: z.coerce.number().int().default(100),
  after: z.string().optional(),
  replayed: z
    .stringbool()
    .optional()
    .describe('Only those that were tried again, or only those that were not.'),
})
const pageInfo = z.object({
  hasNextPage: z.boolean(),
  hasPreviousPage: z.boolean(),
  startCursor: z.string().nullable(),
  endCursor: z.string().nullable(),
})

/**
 * What every service answers besides its own routes: /health, /ready and /metrics to everybody; everything after needs the
 * gateway's token; dead letters to those with the right `operations:*`.
 */
export function mountOperations(
  application: ServiceRoutes,
  options: {
    service: ServiceName
    metrics: Metrics
    verify: (authorization: string | undefined) => Promise<Viewer | null>
    deadLetters: DeadLetters
    queues: Queues
    /** The queues that this service takes from. */
    queueNames: readonly string[]
    database: Database<unknown>
    events: EventPublisher
    redis: Redis
    files: Files
    checks: Record<string, Check>
  },
): void {
  const { service, metrics, deadLetters, queues, queueNames } = options
  const { pool } = options.database
  const checks: Record<string, Check> = {
    postgres: () => pool.query('SELECT 1'),
    redis: async () => {
      if (options.redis.status !== 'ready') throw new Error('not connected')
      await options.redis.ping()
    },
    ...options.checks,
  }
  application.get('/health', context =>
    context.json({ status: 'ok', service, uptimeSeconds: Math.round(process.uptime()) }),
  )
  application.get('/ready', async context => {
    const readiness = await checkReadiness(service, checks)
    return context.json(readiness, readiness.status === 'ready' ? 200 : 503)
  })
  const readStatus = createServiceStatus({
    service,
    // Without files a service can still do much: they are looked at here, but do not make it unready.
    checks: { ...checks, files: () => options.files.exists('is-the-store-there') },
    queues,
    queueNames,
    pool,
  })
  application.get('/metrics', async context => {
    measureStatus(metrics, await readStatus())
    return context.text(await metrics.registry.metrics(), 200, {
      'content-type': metrics.registry.contentType,
    })
  })
  const checkToken: MiddlewareHandler<ServiceVariables> = async (context, next) => {
    const viewer = await options.verify(context.req.header('authorization'))
    if (viewer) noteAccess(viewer)
    context.set('viewer', viewer)
    await next()
  }
  application.use('/graphql', checkToken)
  application.use('/api/*', checkToken)
  application.use('/internal/*', checkToken, async (context, next) => {
    if (context.get('viewer'))
      throw new ForbiddenError('Only the gateway itself asks this, in nobody’s name.')
    await next()
  })
  application.get('/internal/status', async context => context.json(await readStatus()))
  const deadLettersAbout = about({
    summary: 'Events and jobs that were given up, newest first.',
    access: 'operations:read',
    query: deadLettersQuery,
    answer: z.object({ items: z.array(deadLetter), pageInfo }),
  })
  application.get('/api/v1/dead-letters', deadLettersAbout, async context => {
    requireScope(context.get('viewer'), 'operations:read')
    const { replayed, ...page } = readQuery(context, deadLettersQuery)
    const { nodes, pageInfo } = await deadLetters.list(readPage(page), replayed)
    return context.json({ items: nodes, pageInfo })
  })
  const replayAbout = about({
    summary: 'Tries what was given up again.',
    access: 'operations:write',
    status: 202,
    answer: deadLetter.extend({ replayed: z.literal(true) }),
  })
  application.post('/api/v1/dead-letters/:id/replay', replayAbout, async context => {
    const { userId } = requireScope(context.get('viewer'), 'operations:write')
    const { id } = context.req.param()
    const letter = await options.database.transaction(async transaction => {
      const { payload, ...taken } = await deadLetters.take(transaction, id)
      const { kind, name } = taken
      await recordAct(options.events, transaction, {
        action: 'DEAD_LETTER_REPLAYED',
        actorId: userId,
        subjectId: id,
        details: { service, kind, name },
      })
      // Last: what the queue does not take counts as not replayed.
      const queue = kind === 'event' ? eventQueueName(service) : jobQueueName(service, name)
      await queues.open(queue).add(name, payload, { ...eventJobOptions, jobId: randomUUID() })
      return taken
    })
    return context.json({ ...letter, replayed: true }, 202)
  })
}
