import type { z } from 'zod'
import type { SqlExecutor } from '../database/sql.ts'
import type { ServiceName } from '../events/catalogue.ts'
import { writeJob } from '../events/outbox.ts'
import type { Logger } from '../logging.ts'

/** A kind of job: its name and what it needs to know. */
export interface JobType<Data> {
  /** Kebab-case, unique in its service. */
  name: string
  data: z.ZodType<Data>
  /** How often it is tried. Default 5. */
  attempts?: number
}

/** What a job gets to work with. */
export interface JobContext<Data> {
  data: Data
  jobId: string
  /** Which try it is, from 1. */
  attempt: number
  /** True when nothing follows a failure of this try. */
  isLastAttempt: boolean
  /** Aborted when the service stops; the job is then taken up again elsewhere, without counting as a try. */
  signal: AbortSignal
  log: Logger
}

/** How a service does one kind of job. */
export interface Job<Data> {
  type: JobType<Data>
  /** How many run at once in one process. Default 1. */
  concurrency?: number
  /** When it runs by itself: a cron pattern in UTC, or a period; `immediately` also at start. */
  schedule?: { pattern: string; data: Data } | { everyMs: number; data: Data; immediately?: boolean }
  /**
   * Does the work. A job may be done again from its start at any time (a killed process, a lost queue), so it looks at the rows
   * first and goes on from there.
   */
  run(context: JobContext<Data>): Promise<void>
  /** Called after the last try failed, before the job goes to the dead letters; again should that not have worked. */
  failed?(context: { data: Data; error: Error; log: Logger }): Promise<void>
}

/** Declares a kind of job. */
export function defineJobType<Data>(type: JobType<Data>): JobType<Data> {
  return type
}

/** Declares how a kind of job is done; keeps its type. */
export function defineJob<Data>(job: Job<Data>): AnyJob {
  return job as unknown as AnyJob
}
/** A job whose data type is known to itself alone; data are parsed with its schema before it runs. */
export type AnyJob = Job<unknown>

/** Puts jobs into the queue, in the same transaction as the change that asks for them. */
export interface JobScheduler {
  /** `delayMs` postpones it; `id` (a UUID) makes a second call with the same id do nothing. */
  enqueue<Data>(
    transaction: SqlExecutor,
    type: JobType<Data>,
    data: Data,
    options?: { delayMs?: number; id?: string },
  ): Promise<void>
}

/** The scheduler of one service. */
export function createJobScheduler(service: ServiceName): JobScheduler {
  return {
    async enqueue(transaction, type, data, options) {
      await writeJob(transaction, service, { name: type.name, data: type.data.parse(data), ...options })
    },
  }
}
