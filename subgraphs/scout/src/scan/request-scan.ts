import { InvalidInputError } from '@orion/common'
import type { Scout } from '../scout.ts'
import { findNiche, listNiches } from '../trends/niche.ts'
import { scanJob } from './scan-job-type.ts'
import type { ScanRow } from './scan-row.ts'

export interface ScanWish {
  /** Name of the niche; the configured one by default. */
  niche?: string | null
  /** Most items of each source, 1 to 100; the configured number by default. */
  limit?: number | null
  /** The user who asks; null for the schedule. */
  requestedBy: string | null
}

/** Who asks for what is being done already gets that scan, if it is not older than this. */
const JOINABLE_FOR_MS = 120_000

/**
 * Puts a scan into the queue and gives its row at once. A scan for the same niche and limit that is under way is
 * given instead of starting another beside it.
 * @throws InvalidInputError for an unknown niche or a limit out of bounds.
 */
export async function requestScan(scout: Scout, wish: ScanWish): Promise<ScanRow> {
  const niche = wish.niche ? findNiche(wish.niche) : scout.niche
  if (!niche) {
    const known = listNiches().map(({ name }) => name)
    throw new InvalidInputError(`There is no niche "${wish.niche}". Known are: ${known.join(', ')}.`, [
      'niche',
    ])
  }
  const limit = wish.limit ?? scout.configuration.SCOUT_SCAN_LIMIT
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new InvalidInputError(`The limit is ${limit}; it must be 1 to 100.`, ['limit'])
  }
  return scout.database.transaction(async transaction => {
    // Two who ask at once wait for each other, so that the second finds the first one's scan.
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(hashtext('scout.request-scan'))`)
    const underWay = await transaction.scan.findFirst({
      where: {
        status: { in: ['QUEUED', 'RUNNING'] },
        niche: niche.name,
        limit,
        requestedAt: { gt: new Date(Date.now() - JOINABLE_FOR_MS) },
      },
      orderBy: { requestedAt: 'desc' },
    })
    if (underWay) return underWay
    const data = { niche: niche.name, limit, requestedBy: wish.requestedBy }
    const scan = await transaction.scan.create({ data })
    await scout.jobs.enqueue(transaction, scanJob, { scanId: scan.id }, { id: scan.id })
    return scan
  })
}
