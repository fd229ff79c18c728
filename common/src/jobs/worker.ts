import { DelayedError, type Job as QueuedJob, UnrecoverableError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { describeError, OrionError } from '../errors.ts'
import type { ServiceName } from '../events/catalogue.ts'
import type { DeadLetters } from '../events/dead-letters.ts'
import { putAway } from '../events/put-away.ts'
import { jobOptions, jobQueueName, type Queues } from '../events/queues.ts'
import type { Logger } from '../logging.ts'
import { runInRequest } from '../service/request-context.ts'
import type { AnyJob } from './jobs.ts'

/** How long after a kill a job may lie before another process takes it up. */
const LOCK_MS = 10_000
export const DEFAULT_ATTEMPTS = 5

/** A running worker of one kind of job. */
export interface JobWorker {
  /** Puts the job's schedule into the queue; also after Redis lost it. */
  schedule(): Promise<void>
  stop(): Promise<void>
}

/** Does one kind of job. A job that was at work when the process was killed is taken up again after about ten seconds. */
export function startJobWorker(options: {
  service: ServiceName
  job: AnyJob
  connection: Redis
  queues: Queues
  deadLetters: DeadLetters
  log: Logger
  onEnded: (job: string, outcome: 'completed' | 'failed', seconds: number) => void
}): JobWorker {
  const { service, job, queues, deadLetters } = options
  const { type } = job
  const attempts = type.attempts ?? DEFAULT_ATTEMPTS
  const log = options.log.child({ job: type.name })
  const stopping = new AbortController()

  async function bury(queued: QueuedJob, error: Error): Promise<void> {
    const data = type.data.safeParse(queued.data)
    if (data.success) await job.failed?.({ data: data.data, error, log })
    await deadLetters.bury({
      id: queued.id,
      kind: 'job',
      name: type.name,
      payload: queued.data,
      error: describeError(error),
      attempts: queued.attemptsMade + 1,
    })
  }

  async function process(queued: QueuedJob, token: string | undefined): Promise<void> {
    try {
      const data = type.data.parse(queued.data)
      await job.run({
        data,
        jobId: queued.id ?? '',
        attempt: queued.attemptsMade + 1,
        isLastAttempt: queued.attemptsMade + 1 >= attempts,
        signal: stopping.signal,
        log: log.child({ jobId: queued.id }),
      })
    } catch (error) {
      if (stopping.signal.aborted) {
        await queued.moveToDelayed(Date.now(), token)
        throw new DelayedError()
      }
      const isHopeless = error instanceof OrionError && !error.retryable && error.status < 500
      const failure = isHopeless ? new UnrecoverableError(error.message) : error
      await putAway(queued, token, failure, () => bury(queued, toError(failure)), log)
      throw failure
    }
  }

  const worker = new Worker(
    jobQueueName(service, type.name),
    (queued, token) =>
      runInRequest({ requestId: queued.id }, async () => {
        const started = performance.now()
        try {
          await process(queued, token)
          options.onEnded(type.name, 'completed', (performance.now() - started) / 1000)
        } catch (error) {
          if (!(error instanceof DelayedError))
            options.onEnded(type.name, 'failed', (performance.now() - started) / 1000)
          throw error
        }
      }),
    {
      connection: options.connection,
      concurrency: job.concurrency ?? 1,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 2,
      maxStalledCount: 100,
    },
  )

  worker.on('failed', (queued, error) => {
    if (!queued) return
    const final = error instanceof UnrecoverableError || queued.attemptsMade >= (queued.opts.attempts ?? 1)
    log.warn(
      { jobId: queued.id, attempt: queued.attemptsMade, final, error: describeError(error) },
      'job failed',
    )
  })
  worker.on('error', error => log.warn({ error: describeError(error) }, 'job queue'))

  return {
    async schedule() {
      const queue = queues.open(jobQueueName(service, type.name))
      if (!job.schedule) {
        await queue.removeJobScheduler(type.name)
        return
      }
      const { data, ...when } = job.schedule
      const repeat =
        'pattern' in when
          ? { pattern: when.pattern, tz: 'UTC' }
          : {
              every: when.everyMs,
              ...(when.immediately ? {} : { startDate: new Date(Date.now() + when.everyMs) }),
            }
      await queue.upsertJobScheduler(type.name, repeat, { name: type.name, data, opts: jobOptions(attempts) })
    },
    async stop() {
      stopping.abort(new Error('the service stops'))
      await worker.close()
    },
  }
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
