import type { GraphQLError } from 'graphql'
import type { DocumentLimits } from './document-limits.ts'
import { tooLarge } from './too-large.ts'

/** The first limit that the variables of an operation break; null when they break none. */
export function findBrokenInputLimit(
  variables: Readonly<Record<string, unknown>>,
  { inputDepth, inputValues }: Pick<DocumentLimits, 'inputDepth' | 'inputValues'>,
): GraphQLError | null {
  let values = 0
  const isWithin = (value: unknown, depth: number): boolean => {
    values += 1
    if (values > inputValues) return false
    if (typeof value !== 'object' || value === null) return true
    if (depth >= inputDepth) return false
    for (const inner of Array.isArray(value) ? value : Object.values(value)) {
      if (!isWithin(inner, depth + 1)) return false
    }
    return true
  }
  for (const name in variables) {
    if (isWithin(variables[name], 0)) continue
    return values > inputValues
      ? tooLarge(`The variables hold more than ${inputValues} values.`)
      : tooLarge(`The variable ${name} has more than ${inputDepth} levels of lists and objects.`)
  }
  return null
}
