import { Decimal } from 'decimal.js'

/** Exact decimal arithmetic for money; never a float. */
export const Money = Decimal.clone({ precision: 40 })
export type Money = Decimal

/** Adds amounts given as decimal texts, numbers or decimals; an empty list gives 0. */
export function sumMoney(amounts: Iterable<Decimal.Value>): Money {
  let sum = new Money(0)
  for (const amount of amounts) sum = sum.plus(amount)
  return sum
}

/** The amount as a plain decimal text without exponent, such as "0.0125". */
export function formatMoney(amount: Decimal.Value): string {
  return new Money(amount).toFixed()
}
