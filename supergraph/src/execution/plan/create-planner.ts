import { createApolloPlanner } from './apollo-planner.ts'
import type { Planner } from './planner.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'
import type { QueryPlan } from './query-plan.ts'
import { createRustPlanner, type FalliblePlanner } from './rust-planner.ts'
import type { TypeConditions } from './type-conditions.ts'

/** A planner by name, or the fastest that runs here. */
export type PlannerChoice = 'fastest' | 'apollo' | 'rust'

/**
 * Makes the planner of a supergraph. Subscriptions and `@fromContext` always go to Apollo's planner, since the other
 * one plans neither, and so does what that one gives up or plans wrongly; Apollo's is then made at the first need.
 * @throws when the Rust planner is asked for by name on a platform that it has no binary for.
 */
export function createPlanner(
  sdl: string,
  types: TypeConditions,
  overrides: ProgressiveOverrides,
  choice: PlannerChoice,
): Planner {
  if (choice === 'apollo' || (choice === 'fastest' && usesContext(sdl)))
    return createApolloPlanner(sdl, types, overrides)
  const rust = createRustPlanner(sdl, types, overrides)
  if (!rust) {
    if (choice === 'rust')
      throw new Error('The Rust planner has no binary for this platform; choose apollo instead')
    return createApolloPlanner(sdl, types, overrides)
  }
  let apollo: Planner | null = null
  return {
    name: rust.name,
    plan(document, operation, share) {
      const plan =
        operation.operation === 'subscription' ? null : planOrNull(rust, document, operation, share)
      if (plan) return plan
      apollo ??= createApolloPlanner(sdl, types, overrides)
      return apollo.plan(document, operation, share)
    },
  }
}

/** Null too where the planner gives up. */
function planOrNull(planner: FalliblePlanner, ...operation: Parameters<Planner['plan']>): QueryPlan | null {
  try {
    return planner.plan(...operation)
  } catch {
    return null
  }
}

/** The argument also stands in the definition of the directive; only a use of it has values. */
function usesContext(sdl: string): boolean {
  return /contextArguments:\s*\[\s*\{/.test(sdl)
}
