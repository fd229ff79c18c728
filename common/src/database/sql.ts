/**
 * The raw-SQL part of a Prisma client or transaction: what the event and job tables need of it.
 * Placeholders are `$1`, `$2` …
 */
export interface SqlExecutor {
  $executeRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<number>
  $queryRawUnsafe<Row = unknown>(sql: string, ...values: unknown[]): PromiseLike<Row>
}

/** Any generated Prisma client. The overloads of its `$transaction` fit no signature that all clients share. */
export interface AnyPrismaClient extends SqlExecutor {
  $transaction: unknown
  $disconnect(): Promise<void>
}

/** What every generated Prisma client has, whatever its models. */
export interface PrismaLike<Transaction extends SqlExecutor = SqlExecutor> extends SqlExecutor {
  $transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    options?: { timeout?: number; maxWait?: number },
  ): Promise<Result>
  $disconnect(): Promise<void>
}
