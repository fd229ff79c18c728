import type { Migration } from '../database/migrate.ts'

/** The Postgres schema in which a service keeps its outbox, inbox and dead letters, beside its own. */
export const deliverySchema = (service: string) => `${service}_delivery`

/** The tables of reliable delivery, the same for every service. */
export const deliveryMigrations: Migration[] = [
  {
    name: '20261101000000_delivery',
    sql: `
CREATE TABLE outbox (
  sequence BIGSERIAL PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'job')),
  name TEXT NOT NULL,
  payload JSONB NOT NULL,
  options JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  relayed_at TIMESTAMPTZ
);
CREATE INDEX outbox_waiting ON outbox (sequence) WHERE relayed_at IS NULL;
CREATE INDEX outbox_relayed_at ON outbox (relayed_at) WHERE relayed_at IS NOT NULL;
CREATE TABLE inbox (
  event_id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  received_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX inbox_received_at ON inbox (received_at);
CREATE TABLE dead_letters (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'job')),
  name TEXT NOT NULL,
  payload JSONB NOT NULL,
  error TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  failed_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  replayed_at TIMESTAMPTZ
);
CREATE INDEX dead_letters_failed_at ON dead_letters (failed_at DESC);
`,
  },
  {
    name: '20261129000000_dead_letter_pages',
    // Milliseconds, as cursors have them.
    sql: `
ALTER TABLE dead_letters ALTER COLUMN failed_at TYPE TIMESTAMPTZ(3);
DROP INDEX dead_letters_failed_at;
CREATE INDEX dead_letters_newest ON dead_letters (failed_at DESC, id DESC);
`,
  },
]
