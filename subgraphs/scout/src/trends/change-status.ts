import { ConflictError, InvalidInputError, NotFoundError, OrionError } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Scout } from '../scout.ts'
import { storableText } from '../storable-text.ts'
import { findTrends } from './find-trends.ts'
import { tellExpired } from './tell-expired.ts'
import type { TrendRow } from './trend-row.ts'
import { canFollow, predecessorsOf, TREND_STATUSES, type TrendStatus } from './trend-status.ts'

const DAY_MS = 86_400_000
const MAX_REASON_CHARACTERS = 1000

export interface StatusWish {
  id: string
  status: TrendStatus
  /** The id of the user who wants it. */
  actor: string
  reason?: string | null
}

/**
 * Moves a trend to another status by hand. Brought back to ACTIVE, it lives as long again as a new one.
 * @throws InvalidInputError for a reason that is too long; NotFoundError when there is no such trend; OrionError INVALID_STATE when the status cannot follow on the
 * present one; ConflictError when somebody else changed it in the meantime.
 */
export async function changeStatus(scout: Scout, wish: StatusWish): Promise<TrendRow> {
  const reason = wish.reason ? storableText(wish.reason).trim() : null
  if (reason && reason.length > MAX_REASON_CHARACTERS) {
    throw new InvalidInputError(
      `The reason has ${reason.length} characters; at most ${MAX_REASON_CHARACTERS} are kept.`,
      ['reason'],
    )
  }
  const trend = (await findTrends(scout, [wish.id])).get(wish.id)
  if (!trend) throw new NotFoundError('trend', wish.id)
  if (!canFollow(trend.status, wish.status)) {
    const allowed = TREND_STATUSES.filter(to => canFollow(trend.status, to))
    throw new OrionError(
      `The trend "${trend.topic}" is ${trend.status} and cannot become ${wish.status}; it can become ${allowed.join(' or ')}.`,
      { code: 'INVALID_STATE', status: 409, details: { field: ['status'] } },
    )
  }
  return scout.database.transaction(async transaction => {
    const moved = await moveTrends(transaction, {
      ids: [trend.id],
      from: [trend.status],
      to: wish.status,
      actor: wish.actor,
      reason,
      expiresAt:
        wish.status === 'ACTIVE'
          ? new Date(Date.now() + scout.configuration.SCOUT_TREND_LIFETIME_DAYS * DAY_MS)
          : undefined,
    })
    const [row] = moved
    if (!row) {
      throw new ConflictError(
        `The trend "${trend.topic}" was changed by somebody else just now. Look at it again.`,
      )
    }
    if (wish.status === 'EXPIRED') await tellExpired(scout, transaction, moved)
    return row
  })
}

export interface Move {
  ids: readonly string[]
  /** Only from these; by default from all from which `to` can be reached. */
  from?: readonly TrendStatus[]
  to: TrendStatus
  actor: string
  reason: string | null
  expiresAt?: Date
  contentId?: string
}

/**
 * The compare-and-set: moves those of the trends that still have one of the statuses, and writes down who did it
 * and why. @returns the moved trends as they are now
 */
export async function moveTrends(transaction: Transaction, move: Move): Promise<TrendRow[]> {
  const from = [...(move.from ?? predecessorsOf(move.to))]
  // Locked, so that what is read here is what is changed below.
  const locked = await transaction.$queryRawUnsafe<{ id: string; status: TrendStatus }[]>(
    `SELECT id, status FROM trends WHERE id = ANY($1::uuid[]) AND status::text = ANY($2) ORDER BY id FOR UPDATE`,
    move.ids,
    from,
  )
  const ids = locked.map(({ id }) => id)
  const rows = await transaction.trend.updateManyAndReturn({
    where: { id: { in: ids } },
    data: { status: move.to, expiresAt: move.expiresAt, contentId: move.contentId },
  })
  await transaction.trendChange.createMany({
    data: locked.map(trend => ({
      trendId: trend.id,
      from: trend.status,
      to: move.to,
      actor: move.actor,
      reason: move.reason,
    })),
  })
  return rows
}
