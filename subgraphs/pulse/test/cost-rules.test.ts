import { describe, expect, test } from 'vitest'
import { projectCosts } from '../src/costs/cost-projection.ts'
import { type CostGroup, lastDays, rollUpCosts } from '../src/costs/cost-roll-up.ts'

const group = (
  day: string,
  category: CostGroup['category'],
  provider: string,
  amount: string,
  calls = 1,
) => ({
  day,
  category,
  provider,
  amount,
  calls,
})

describe('a summary of costs', () => {
  const days = ['2026-01-01', '2026-01-02', '2026-01-03']
  const groups = [
    group('2026-01-01', 'LLM', 'openai', '0.1', 3),
    group('2026-01-01', 'IMAGE', 'fal', '0.2', 2),
    group('2026-01-03', 'LLM', 'openai', '0.000000000000000001', 1),
    group('2026-01-03', 'SPEECH', 'openai', '12345678901234567890.7', 1),
  ]

  test('adds up exactly, where floats would not', () => {
    expect(rollUpCosts(groups, days).total).toBe('12345678901234567891.000000000000000001')
  })

  test('shows every side, the most expensive first', () => {
    const { byCategory, byProvider } = rollUpCosts(groups.slice(0, 3), days)
    expect(byCategory).toEqual([
      { category: 'IMAGE', amount: '0.2' },
      { category: 'LLM', amount: '0.100000000000000001' },
    ])
    expect(byProvider).toEqual([
      { provider: 'fal', amount: '0.2', calls: 2 },
      { provider: 'openai', amount: '0.100000000000000001', calls: 4 },
    ])
  })

  test('shows days without costs as well', () => {
    expect(rollUpCosts(groups.slice(0, 2), days).byDay).toEqual([
      { day: new Date('2026-01-01T00:00:00Z'), amount: '0.3' },
      { day: new Date('2026-01-02T00:00:00Z'), amount: '0' },
      { day: new Date('2026-01-03T00:00:00Z'), amount: '0' },
    ])
  })

  test('counts days in UTC, over the end of a year as well', () => {
    expect(lastDays(3, new Date('2026-01-02T00:30:00+01:00'))).toEqual([
      '2025-12-30',
      '2025-12-31',
      '2026-01-01',
    ])
  })
})

describe('a projection of costs', () => {
  const days = (...amounts: string[]) => [...Array(30 - amounts.length).fill('0'), ...amounts]

  test('has a cost of its own for each period', () => {
    const [daily, weekly, monthly] = projectCosts(days('9', '1', '1', '1', '1', '1', '1', '0.1'), 7)
    expect(daily).toMatchObject({ period: 'daily', currentCost: '0.1', projectedCost: '0.871429' })
    expect(weekly).toMatchObject({ period: 'weekly', currentCost: '6.1', projectedCost: '6.1' })
    expect(monthly).toMatchObject({ period: 'monthly', currentCost: '15.1', projectedCost: '26.142857' })
  })

  test.each([
    ['increasing', ['1', '1', '1', '2', '2', '2']],
    ['decreasing', ['2', '2', '2', '1', '1', '1']],
    ['stable', ['1', '1', '1', '1.1', '1.1', '1.1']],
    ['stable', ['0', '0', '0', '0', '0', '0']],
  ])('tells that costs are %s', (trend, amounts) => {
    expect(projectCosts(days(...amounts), 6)[0]?.trend).toBe(trend)
  })
})
