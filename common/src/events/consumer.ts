import { type Job, UnrecoverableError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { PrismaLike, SqlExecutor } from '../database/sql.ts'
import { describeError } from '../errors.ts'
import type { Logger } from '../logging.ts'
import { runInRequest } from '../service/request-context.ts'
import type { EventName, ServiceName, SubscribedBy } from './catalogue.ts'
import type { DeadLetters } from './dead-letters.ts'
import { type Envelope, EventFormatError, nameOf, parseEnvelope } from './envelope.ts'
import { putAway } from './put-away.ts'
import { eventQueueName } from './queues.ts'
import { deliverySchema } from './tables.ts'

/** An event on its way into a service. Everything done through `transaction` happens once, however often the event comes. */
export interface Delivery<Name extends EventName, Transaction extends SqlExecutor> {
  event: Envelope<Name>
  data: Envelope<Name>['data']
  transaction: Transaction
  log: Logger
}

/** What a service does with the events it subscribes to: one handler for each, no more and no less. */
export type Consumers<Service extends ServiceName, Transaction extends SqlExecutor> = {
  [Name in SubscribedBy<Service>]: (delivery: Delivery<Name, Transaction>) => Promise<void>
}

/** How long a handler may take. */
const HANDLER_TIMEOUT_MS = 30_000

/**
 * Takes a service's events from its queue, in order, one at a time. The inbox row and the handler's effect share one transaction.
 * What cannot be read or keeps failing goes to the dead letters; it stays in the queue until it is there.
 */
export function startConsumer<Service extends ServiceName, Transaction extends SqlExecutor>(options: {
  service: Service
  database: PrismaLike<Transaction>
  connection: Redis
  consumers: Consumers<Service, Transaction>
  deadLetters: DeadLetters
  log: Logger
  /** Called after each event that had an effect, to move the outbox on. */
  onHandled: (name: EventName) => void
  onFailed?: (name: string) => void
}): Worker {
  const { service, database, deadLetters, log } = options
  const inbox = `${deliverySchema(service)}.inbox`
  const handlers = options.consumers as unknown as Record<
    string,
    ((delivery: Delivery<EventName, Transaction>) => Promise<void>) | undefined
  >

  async function handle(payload: unknown): Promise<void> {
    const event = parseEnvelope(payload)
    const handler = handlers[nameOf(event)]
    if (!handler) throw new EventFormatError(`${service} does not subscribe to ${event.type}.`)
    await runInRequest({ requestId: event.id, traceparent: event.traceparent }, async () => {
      await database.$transaction(
        async transaction => {
          const added = await transaction.$executeRawUnsafe(
            `INSERT INTO ${inbox} (event_id, name) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING`,
            event.id,
            nameOf(event),
          )
          if (added > 0) await handler({ event, data: event.data, transaction, log })
        },
        { timeout: HANDLER_TIMEOUT_MS, maxWait: HANDLER_TIMEOUT_MS },
      )
      options.onHandled(nameOf(event))
    })
  }

  const bury = (job: Job, error: unknown) =>
    deadLetters.bury({
      id: job.id,
      kind: 'event',
      name: job.name,
      payload: job.data,
      error: describeError(error),
      attempts: job.attemptsMade + 1,
    })

  const worker = new Worker(
    eventQueueName(service),
    async (job, token) => {
      try {
        await handle(job.data)
      } catch (cause) {
        const error = cause instanceof EventFormatError ? new UnrecoverableError(cause.message) : cause
        await putAway(job, token, error, () => bury(job, error), log)
        throw error
      }
    },
    {
      connection: options.connection,
      concurrency: 1,
      lockDuration: 10_000,
      stalledInterval: 5_000,
      maxStalledCount: 100,
    },
  )
  worker.on('failed', (job, error) => {
    if (!job) return
    const final = error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1)
    log.warn(
      { event: job.name, eventId: job.id, attempt: job.attemptsMade, final, error: describeError(error) },
      'event failed',
    )
    options.onFailed?.(job.name)
  })
  worker.on('error', error => log.warn({ error: describeError(error) }, 'event queue'))
  return worker
}
