/** The change from one span to the next in percent, rounded; null where there is nothing to compare with. */
export function changePercent(now: number, before: number): number | null {
  return before > 0 ? Math.round(((now - before) / before) * 100) : null
}

/** Sums of amounts given as decimal texts, for the last `days` and for the same time before. */
export function splitSpending(byDay: readonly { amount: string }[], days: number) {
  const sum = (part: readonly { amount: string }[]) =>
    part.reduce((total, { amount }) => total + Number(amount), 0)
  return { now: sum(byDay.slice(-days)), before: sum(byDay.slice(0, -days)) }
}
