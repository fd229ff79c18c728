import { units } from './pronunciations.ts'
import { spokenName } from './spoken-names.ts'

const longForms: Readonly<Record<string, string>> = { mo: 'month', yr: 'year', gal: 'gallon' }

const each =
  /^(.+)\/(month|mo|year|yr|week|day|night|hour|hr|h|minute|min|second|sec|s|user|seat|person|share|ticket|lb|kg|oz|g|km|mile|gal|gallon|liter|litre|tonne?|barrel|kwh|gb|unit|game)$/i

/**
 * Takes apart what is told for each of something: `$10/month`, `5kg/day`, `tok/s`.
 * @returns what is in front of the stroke, as written, and what it is told for, as it is said
 */
export function rateOf(core: string): { amount: string; per: string[] } | undefined {
  const [, amount, one = ''] = each.exec(core) ?? []
  if (amount === undefined) return undefined
  const unit = one.toLowerCase()
  return { amount, per: ['per', ...(longForms[unit] ?? units[unit]?.[0] ?? unit).split(' ')] }
}

/** Says the unit of a rate that stands behind its number: the `MB/s` of `500 MB/s`, the `tok/s` of `22 tok/s`. */
export function spokenRateUnit(core: string): string[] | undefined {
  const rate = rateOf(core)
  if (!rate || !/^[a-z]+$/i.test(rate.amount)) return undefined
  const isBits = /^[kMGT]b$/.test(rate.amount)
  const unit = units[isBits ? `${rate.amount}it`.toLowerCase() : rate.amount.toLowerCase()]
  return [...(unit ? unit[1].split(' ') : spokenName(rate.amount)), ...rate.per]
}
