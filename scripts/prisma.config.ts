import { basename, join } from 'node:path'
import { defineConfig } from 'prisma/config'

/**
 * For the Prisma CLI, which writes migrations: to be named with `--config` in a subgraph's folder. `DATABASE_URL` is a Postgres to
 * try them in, where the CLI may make a database of its own; each subgraph keeps to its own schema in it.
 */
const folder = process.cwd()
const url = new URL(process.env['DATABASE_URL'] ?? 'postgresql://127.0.0.1:5432/orion')
url.searchParams.set('schema', basename(folder))

export default defineConfig({
  schema: join(folder, 'prisma/schema.prisma'),
  migrations: { path: join(folder, 'prisma/migrations') },
  datasource: { url: url.href },
})
