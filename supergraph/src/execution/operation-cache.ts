import { conditionVariables } from './conditions.ts'
import type { ExecutableOperation } from './executor.ts'
import { lowestAlike, type ProgressiveOverrides } from './plan/progressive-overrides.ts'
import { type ValuesMadeOnce, valuesMadeOnce } from './values-made-once.ts'

/**
 * How many variants of one operation are kept: there is one for each combination of `@skip` and `@include`, and for each
 * outcome of progressive `@override`s.
 */
const VARIANTS_AT_MOST = 32

interface KnownOperation<Prepared> {
  /** The variables that decide what is selected. */
  conditions: readonly string[]
  /** The percentages of progressive `@override`s that matter to it. */
  percentages: readonly number[]
  variants: ValuesMadeOnce<Prepared>
}

/**
 * What is made of an operation before it can run.
 * @param variables coerced
 * @param make makes it, for the least share of the traffic that is planned like the request's
 * @returns a promise only while it is being made, which happens once for all who ask for it meanwhile, or when it could not be;
 *   then that is not tried again at once, since planners may take seconds to give up
 */
export type OperationCache<Prepared> = (
  operation: ExecutableOperation,
  variables: Record<string, unknown>,
  make: (share: number) => Promise<Prepared>,
) => Prepared | Promise<Prepared>

/**
 * Keeps what is made of operations as long as their documents are, separately for each set of denied fields, each outcome of
 * `@skip` and `@include`, and each of the progressive `@override`s that matter: planners get operations without conditions,
 * since what they share between fields under different conditions is not always there.
 */
export function createOperationCache<Prepared>(overrides: ProgressiveOverrides): OperationCache<Prepared> {
  const byDocument = new WeakMap<object, Map<string, KnownOperation<Prepared>>>()
  return (executable, variables, make) => {
    let known = byDocument.get(executable.document)
    if (!known) {
      known = new Map()
      byDocument.set(executable.document, known)
    }
    const key = `${executable.operation.name?.value ?? ''} ${executable.denied.key}`
    let operation = known.get(key)
    if (!operation) {
      operation = {
        conditions: conditionVariables(executable.document),
        percentages: overrides.percentagesFor(executable.document),
        variants: valuesMadeOnce(VARIANTS_AT_MOST),
      }
      known.set(key, operation)
    }
    const { conditions, percentages, variants } = operation
    const share = percentages.length === 0 ? 0 : lowestAlike(executable.trafficShare, percentages)
    let outcome = share === 0 ? '' : `${share} `
    if (conditions.length > 0) outcome += conditions.map(name => (variables[name] === true ? 1 : 0)).join('')
    return variants.get(outcome, () => make(share))
  }
}
