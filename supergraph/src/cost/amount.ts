/** The variables of a request: as sent, with the operation's defaults. */
export type Variables = Readonly<Record<string, unknown>>

/** A part of a cost: known at once, or once the variables are. */
export type Amount = number | ((variables: Variables) => number)

/** Adds up; what is known is added up once. */
export function sum(amounts: readonly Amount[]): Amount {
  let known = 0
  const open: Exclude<Amount, number>[] = []
  for (const amount of amounts) {
    if (typeof amount === 'number') known += amount
    else open.push(amount)
  }
  if (open.length === 0) return known
  return variables => {
    let total = known
    for (const amount of open) total += amount(variables)
    return total
  }
}

/** Multiplies. */
export function product(a: Amount, b: Amount): Amount {
  if (a === 0 || b === 0) return 0
  if (typeof a === 'number' && typeof b === 'number') return a * b
  return variables => amountOf(a, variables) * amountOf(b, variables)
}

/** The value of an amount. */
export function amountOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables)
}
