import type { EventData } from '@orion/common/events/catalogue'
import { formatMoney, sumMoney } from '@orion/common/money'

export type CostCategory = EventData<'cost.recorded'>['category']

/** What was spent by one provider in one category on one day: the exact sum of its records. */
export interface CostGroup {
  /** The day in UTC, as YYYY-MM-DD. */
  day: string
  category: CostCategory
  provider: string
  /** Decimal text in US dollars. */
  amount: string
  calls: number
}

/** What was spent in some time, seen from every side. Amounts are decimal texts in US dollars. */
export interface CostSummary {
  total: string
  byCategory: { category: CostCategory; amount: string }[]
  byProvider: { provider: string; amount: string; calls: number }[]
  byDay: { day: Date; amount: string }[]
}

function groupBy<Key>(groups: readonly CostGroup[], keyOf: (group: CostGroup) => Key): Map<Key, CostGroup[]> {
  const sorted = new Map<Key, CostGroup[]>()
  for (const group of groups) {
    const key = keyOf(group)
    const known = sorted.get(key)
    if (known) known.push(group)
    else sorted.set(key, [group])
  }
  return sorted
}

const total = (groups: readonly CostGroup[]) => sumMoney(groups.map(group => group.amount))

/** What was spent in each category, the most expensive first. */
export function byCategory(groups: readonly CostGroup[]): CostSummary['byCategory'] {
  return [...groupBy(groups, group => group.category)]
    .map(([category, members]) => ({ category, sum: total(members) }))
    .sort((a, b) => b.sum.comparedTo(a.sum) || a.category.localeCompare(b.category))
    .map(({ category, sum }) => ({ category, amount: formatMoney(sum) }))
}

/**
 * Rolls groups up to a summary of the days from `first` on (both ends included; days without costs get 0).
 * No amount passes through a float.
 */
export function rollUpCosts(groups: readonly CostGroup[], days: readonly string[]): CostSummary {
  const daily = groupBy(groups, group => group.day)
  return {
    total: formatMoney(total(groups)),
    byCategory: byCategory(groups),
    byProvider: [...groupBy(groups, group => group.provider)]
      .map(([provider, members]) => ({
        provider,
        sum: total(members),
        calls: members.reduce((calls, member) => calls + member.calls, 0),
      }))
      .sort((a, b) => b.sum.comparedTo(a.sum) || a.provider.localeCompare(b.provider))
      .map(({ provider, sum, calls }) => ({ provider, amount: formatMoney(sum), calls })),
    byDay: days.map(day => ({
      day: new Date(`${day}T00:00:00Z`),
      amount: formatMoney(total(daily.get(day) ?? [])),
    })),
  }
}

const DAY_MS = 86_400_000

/** The last `count` days in UTC up to today's, oldest first, as YYYY-MM-DD. */
export function lastDays(count: number, now = new Date()): string[] {
  return Array.from({ length: count }, (_, at) =>
    new Date(now.getTime() - (count - 1 - at) * DAY_MS).toISOString().slice(0, 10),
  )
}
