import { formatMoney, Money, sumMoney } from '@orion/common/money'

/** Where spending is heading. */
export type Tendency = 'increasing' | 'decreasing' | 'stable'

/** What was spent in the last day, week or month, and what the next will cost if it goes on so. */
export interface CostProjection {
  period: 'daily' | 'weekly' | 'monthly'
  currentCost: string
  projectedCost: string
  trend: Tendency
}

const periods = [
  { period: 'daily', days: 1 },
  { period: 'weekly', days: 7 },
  { period: 'monthly', days: 30 },
] as const

/** Days that must be known for `projectCosts`: a month. */
export const PROJECTION_DAYS = 30

/** Increasing when the second half of the days cost more than 1.1 times the first, decreasing below 0.9 times. */
function tendencyOf(amounts: readonly Money[]): Tendency {
  const middle = Math.floor(amounts.length / 2)
  const first = sumMoney(amounts.slice(0, middle))
  const second = sumMoney(amounts.slice(amounts.length - middle))
  if (second.greaterThan(first.times('1.1'))) return 'increasing'
  return second.lessThan(first.times('0.9')) ? 'decreasing' : 'stable'
}

/**
 * Projects spending from the daily amounts (oldest first, today last). Each period has its own current cost; the
 * projection is the average of the last `basisDays` days (1 to 30) times the length of the period.
 */
export function projectCosts(daily: readonly string[], basisDays: number): CostProjection[] {
  const amounts = daily.map(amount => new Money(amount))
  const basis = amounts.slice(-basisDays)
  const perDay = sumMoney(basis).dividedBy(Math.max(basis.length, 1))
  return periods.map(({ period, days }) => ({
    period,
    currentCost: formatMoney(sumMoney(amounts.slice(-days))),
    projectedCost: formatMoney(perDay.times(days).toDecimalPlaces(6)),
    trend: tendencyOf(basis),
  }))
}
