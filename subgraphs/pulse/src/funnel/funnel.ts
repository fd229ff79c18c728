import type { Client } from '../database.ts'

/** The steps of a content's way, in order, and the column that tells when it first came there. */
const steps = [
  { step: 'started', column: 'started_at' },
  { step: 'written', column: 'written_at' },
  { step: 'rendered', column: 'rendered_at' },
  { step: 'approved', column: 'approved_at' },
  { step: 'published', column: 'published_at' },
] as const

/** How many contents ever came to each step, how many were ever rejected, and how many trends there were. */
export type Funnel = Record<(typeof steps)[number]['step'] | 'rejected' | 'trends', number>

// A content counts at a step when it came there or to any later one: the way there leads through it.
const counts = steps.map(
  ({ step }, at) =>
    `count(COALESCE(${steps
      .slice(at)
      .map(later => later.column)
      .join(', ')}))::int AS ${step}`,
)

/**
 * The cumulative funnel of the contents started, and the trends found, since `since`. A content that was rejected later
 * or is written again keeps the steps it came to, so that no step ever counts more than the one before it.
 * `ownerId` null counts everybody's contents; trends belong to nobody and are always counted.
 */
export async function readFunnel(client: Client, since: Date, ownerId: string | null): Promise<Funnel> {
  const rows = await client.$queryRawUnsafe<Funnel[]>(
    `SELECT ${counts.join(', ')}, count(rejected_at)::int AS rejected,
       (SELECT count(*)::int FROM trends WHERE detected_at >= $1::timestamptz) AS trends
     FROM contents WHERE started_at >= $1::timestamptz AND ($2::uuid IS NULL OR owner_id = $2::uuid)`,
    since,
    ownerId,
  )
  const [funnel] = rows
  return funnel ?? { trends: 0, started: 0, written: 0, rendered: 0, approved: 0, published: 0, rejected: 0 }
}
