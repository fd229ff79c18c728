import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { OrionError } from '../errors.ts'

/** A step in the life of a database schema. */
export interface Migration {
  name: string
  sql: string
}

/** The migrations cannot be applied; nothing of the failing one was kept. */
export class MigrationError extends OrionError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'MIGRATION', cause })
  }
}

/** Reads `<folder>/<name>/migration.sql`, in the order of the names: the layout of Prisma Migrate. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const root = fileURLToPath(folder)
  const entries = await readdir(root, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return Promise.all(
    names
      .sort()
      .map(async name => ({ name, sql: await readFile(join(root, name, 'migration.sql'), 'utf8') })),
  )
}

// Prisma's own table, so that a team with the Prisma CLI can carry on.
const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/**
 * Applies the migrations that `schema` does not have yet, each in a transaction, under an advisory lock, so that services
 * started at once wait for each other.
 * @returns the names of those applied now.
 * @throws MigrationError when one fails, or when one that was applied has changed since.
 */
export async function migrate(
  databaseUrl: string,
  schema: string,
  migrations: Migration[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: `orion-${schema}-migrate` })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`orion.migrate.${schema}`])
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`)
    await client.query(`SET search_path TO ${pg.escapeIdentifier(schema)}`)
    await client.query(LEDGER)
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    const applied = new Map(rows.map(row => [row.migration_name, row.checksum]))
    const now: string[] = []
    for (const migration of migrations) {
      const checksum = createHash('sha256').update(migration.sql).digest('hex')
      const before = applied.get(migration.name)
      if (before === checksum) continue
      if (before)
        throw new MigrationError(`${schema}: the migration ${migration.name} changed after it was applied.`)
      await apply(client, schema, migration, checksum)
      now.push(migration.name)
    }
    return now
  } finally {
    await client.end()
  }
}

async function apply(
  client: pg.Client,
  schema: string,
  migration: Migration,
  checksum: string,
): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, migration.name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new MigrationError(
      `${schema}: the migration ${migration.name} failed: ${(cause as Error).message}`,
      cause,
    )
  }
}
