export const TREND_STATUSES = ['ACTIVE', 'USED', 'DISCARDED', 'EXPIRED'] as const
export type TrendStatus = (typeof TREND_STATUSES)[number]

/** What may follow on what. Back to ACTIVE goes only by hand. */
const followers: Record<TrendStatus, readonly TrendStatus[]> = {
  ACTIVE: ['USED', 'DISCARDED', 'EXPIRED'],
  USED: ['ACTIVE', 'DISCARDED'],
  DISCARDED: ['ACTIVE'],
  EXPIRED: ['ACTIVE'],
}

export function canFollow(from: TrendStatus, to: TrendStatus): boolean {
  return followers[from].includes(to)
}

/** The statuses from which `to` can be reached: what a compare-and-set compares with. */
export function predecessorsOf(to: TrendStatus): TrendStatus[] {
  return TREND_STATUSES.filter(from => canFollow(from, to))
}
