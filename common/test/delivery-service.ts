import { defineJob, defineJobType, defineService, type Service } from '@orion/common'
import type { SqlExecutor } from '@orion/common/database/sql'
import pg from 'pg'
import { z } from 'zod'

/** A Prisma-shaped client straight on the driver: what common needs of one, without a generated schema. */
export class PlainClient implements SqlExecutor {
  readonly #run: (sql: string, values: unknown[]) => Promise<pg.QueryResult>
  readonly #pool: pg.Pool | null

  constructor(run: (sql: string, values: unknown[]) => Promise<pg.QueryResult>, pool: pg.Pool | null = null) {
    this.#run = run
    this.#pool = pool
  }

  async $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number> {
    return (await this.#run(sql, values)).rowCount ?? 0
  }

  async $queryRawUnsafe<Row>(sql: string, ...values: unknown[]): Promise<Row> {
    return (await this.#run(sql, values)).rows as Row
  }

  async $transaction<Result>(work: (transaction: PlainClient) => Promise<Result>): Promise<Result> {
    if (!this.#pool) throw new Error('a transaction has no transactions')
    const client = await this.#pool.connect()
    try {
      await client.query('BEGIN')
      const result = await work(new PlainClient((sql, values) => client.query(sql, values)))
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK')
      throw error
    } finally {
      client.release()
    }
  }

  async $disconnect(): Promise<void> {
    await this.#pool?.end()
  }
}

/** What the test service's handlers and jobs do, set by each test. */
export interface Behaviour {
  onExpired: (trendId: string) => Promise<void>
  onJob: (value: string, attempt: number) => Promise<void>
  onJobFailed: (value: string) => Promise<void>
}

export const echoJob = defineJobType({ name: 'echo', data: z.object({ value: z.string() }), attempts: 3 })

export interface Tools {
  publishExpired(trendId: string, commit?: boolean): Promise<void>
  enqueue(value: string): Promise<void>
}

const nothing = async () => {}

/** Two services on one catalogue event: `scout` publishes trend.expired, `pulse` takes it and writes a row. */
export function deliveryServices(
  behaviour: Behaviour,
  tools: (tools: Tools) => void,
): { scout: Service; pulse: Service } {
  const connect = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 4 })
    pool.on('error', () => {})
    return new PlainClient((sql, values) => pool.query(sql, values), pool)
  }
  const common = {
    port: 0,
    configuration: z.object({}),
    schema: new URL('./delivery.graphql', import.meta.url),
    migrations: new URL('./migrations/', import.meta.url),
    resolvers: { Query: { ping: () => 'pong' } },
  }
  const url = { current: '' }
  const scout = defineService({
    ...common,
    name: 'scout',
    connect: () => connect(url.current),
    build({ database, events, jobs }) {
      tools({
        publishExpired: (trendId, commit = true) =>
          database
            .transaction(async transaction => {
              const data = { trendId, topic: 'a topic' }
              await events.publish(transaction, 'trend.expired', {
                subject: trendId,
                data,
                audience: { roles: ['ADMIN'] },
              })
              if (!commit) throw new Error('rolled back')
            })
            .catch(error => {
              if (commit) throw error
            }),
        enqueue: value => database.transaction(transaction => jobs.enqueue(transaction, echoJob, { value })),
      })
      return {}
    },
    consumers: () => ({ 'content.created': nothing }),
    jobs: () => [
      defineJob({
        type: echoJob,
        run: ({ data, attempt }) => behaviour.onJob(data.value, attempt),
        failed: ({ data }) => behaviour.onJobFailed(data.value),
      }),
    ],
  })
  const pulse = defineService({
    ...common,
    name: 'pulse',
    connect: () => connect(url.current),
    build: () => ({}),
    consumers: () => {
      const consumers = {
        'trend.expired': async ({
          data,
          transaction,
        }: {
          data: { trendId: string }
          transaction: SqlExecutor
        }) => {
          await transaction.$executeRawUnsafe(
            'INSERT INTO pulse.effects (trend_id) VALUES ($1::uuid)',
            data.trendId,
          )
          await behaviour.onExpired(data.trendId)
        },
      }
      return new Proxy(consumers, { get: (known, name) => Reflect.get(known, name) ?? nothing }) as never
    },
  })
  const start = (service: Service): Service => ({
    name: service.name,
    start(environment) {
      url.current = environment?.DATABASE_URL ?? ''
      return service.start(environment)
    },
  })
  return { scout: start(scout), pulse: start(pulse) }
}
