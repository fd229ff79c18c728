import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { AnyPrismaClient, PrismaLike, SqlExecutor } from './sql.ts'

/** The transaction client that belongs to a generated Prisma client. */
export type TransactionOf<Client> = Omit<
  Client,
  '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'
> &
  SqlExecutor

/** A service's database: its Prisma client, and the connection pool under it. */
export interface Database<Client> {
  client: Client
  pool: pg.Pool
  /**
   * Runs `work` in a transaction; afterwards what it wrote to the outbox is moved on.
   * Default time-out 15 s.
   */
  transaction<Result>(
    work: (transaction: TransactionOf<Client>) => Promise<Result>,
    timeoutMs?: number,
  ): Promise<Result>
  close(): Promise<void>
}

/** Opens the database of a service, in the service's own Postgres schema. */
export function openDatabase<Client extends AnyPrismaClient>(options: {
  url: string
  schema: string
  connect: (adapter: PrismaPg) => Client
  onCommit: () => void
  /** Connections at most. Default 8. */
  poolSize?: number
}): Database<Client> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 8,
    application_name: `orion-${options.schema}`,
    options: `-c search_path=${options.schema}`,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', () => {}) // an idle connection was lost; the next query opens another
  const client = options.connect(new PrismaPg(pool, { schema: options.schema }))
  return {
    client,
    pool,
    async transaction(work, timeoutMs = 15_000) {
      const run = client.$transaction as unknown as PrismaLike<TransactionOf<Client>>['$transaction']
      const result = await run.call(client, work, { timeout: timeoutMs, maxWait: timeoutMs })
      options.onCommit()
      return result as Awaited<ReturnType<typeof work>>
    },
    async close() {
      await client.$disconnect()
      await pool.end().catch(() => {})
    },
  }
}
