import { afterPosition, type Connection, connectionOf, type Page, positionNumber } from '@orion/common'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Scout } from '../scout.ts'
import { storableText } from '../storable-text.ts'
import type { TrendRow } from './trend-row.ts'
import type { TrendStatus } from './trend-status.ts'

/** Which trends to list. Everything given must hold. */
export interface TrendFilter {
  status?: readonly TrendStatus[] | null
  /** Seen in this source, perhaps among others. */
  source?: string | null
  niche?: string | null
  /** Topic or summary contains this text, in any case. */
  search?: string | null
  since?: Date | null
}

export type TrendOrder = 'SCORE' | 'DETECTED_AT'

/** A page of trends, highest score or newest first. */
export async function listTrends(
  { database }: Scout,
  page: Page,
  filter: TrendFilter = {},
  order: TrendOrder = 'SCORE',
): Promise<Connection<TrendRow>> {
  const field = order === 'SCORE' ? 'score' : 'detectedAt'
  const after =
    order === 'SCORE'
      ? afterPosition(page.after, field, 'desc', positionNumber)
      : afterPosition(page.after, field, 'desc')
  const rows = await database.client.trend.findMany({
    where: { AND: [whereOf(filter), after] },
    orderBy: [{ [field]: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({
    value: order === 'SCORE' ? row.score : row.detectedAt.toISOString(),
    id: row.id,
  }))
}

function whereOf({ status, source, niche, search, since }: TrendFilter): Prisma.TrendWhereInput {
  const text = search ? storableText(search).trim() : ''
  // Prisma hands the text to LIKE as it is.
  const contains = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const
  return {
    ...(status && status.length > 0 ? { status: { in: [...status] } } : {}),
    ...(source ? { sources: { has: storableText(source) } } : {}),
    ...(niche ? { niche: storableText(niche).trim().toLowerCase() } : {}),
    ...(since ? { detectedAt: { gte: since } } : {}),
    ...(text ? { OR: [{ topic: contains }, { summary: contains }] } : {}),
  }
}
