import { print } from 'graphql'
import type { Planner } from './planner.ts'
import type { PlannerOutcome, PlannerProcess } from './planner-process.ts'
import type { ProgressiveOverrides } from './progressive-overrides.ts'

/** Plans operations of one supergraph in a planner's process. */
export type Planning = (...operation: Parameters<Planner['plan']>) => Promise<PlannerOutcome>

let lastSupergraph = 0

/** Gets a supergraph ready in a planner's process, and again when that is another one meanwhile. */
export function createPlanning(
  process: PlannerProcess,
  sdl: string,
  overrides: ProgressiveOverrides,
): Planning {
  const supergraph = String(++lastSupergraph)
  const activeLabels = [...overrides.active]
  let refused: PlannerOutcome | null = null
  const load = async (): Promise<PlannerOutcome> => {
    const outcome = await process.ask({ kind: 'load', supergraph, sdl })
    if (outcome.kind === 'refused' || outcome.kind === 'crashed') refused = outcome
    return outcome
  }
  void load()
  return async (document, operation, share) => {
    if (refused) return refused
    const request = {
      kind: 'plan',
      supergraph,
      document: print(document),
      operationName: operation.name?.value ?? null,
      activeLabels,
      share,
      labels: [...overrides.outcomes(share)],
    } as const
    const outcome = await process.ask(request)
    if (outcome.kind !== 'unknown') return outcome
    const loaded = await load()
    return loaded.kind === 'loaded' ? process.ask(request) : loaded
  }
}
