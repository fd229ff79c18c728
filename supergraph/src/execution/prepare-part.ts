import type { SelectionNode } from 'graphql'
import { compilePlan } from './compile/compile-plan.ts'
import type { Step } from './compile/step.ts'
import type { OperationPart } from './operation-part.ts'
import type { PlanContinuation } from './plan/continue-plan.ts'
import type { PlanNode } from './plan/query-plan.ts'
import { setOf } from './plan/selections.ts'
import { type Preparation, type PreparedOperation, prepareOperation } from './prepare-operation.ts'

/** A part of an operation that is ready to run. */
export interface PreparedPart extends Pick<PreparedOperation, 'run' | 'plan' | 'introspect' | 'shape'> {
  /** Whether it goes on from what the part gathered in which it is deferred; it begins from the root otherwise. */
  goesOn: boolean
  /** The parts that are deferred in it, ready or with the reason why they cannot be. */
  deferred: ReadonlyMap<OperationPart, PreparedPart | { problem: unknown }>
}

/** What parts are prepared with. */
export interface PartPreparation extends Preparation {
  continuation: PlanContinuation
}

/**
 * Plans and compiles a part of an operation and all that is deferred in it. What those inside need to go on is fetched with
 * the part that they are deferred in, so that they are planned before it.
 * @param variables coerced
 * @param share the share of the traffic that it is planned for
 */
export async function preparePart(
  preparation: PartPreparation,
  part: OperationPart,
  variables: Record<string, unknown>,
  share: number,
): Promise<PreparedPart> {
  const { prepared } = await prepareWithNeeds(preparation, part, variables, share)
  return prepared
}

/** @returns also what the part needs of the one that it is deferred in */
async function prepareWithNeeds(
  preparation: PartPreparation,
  part: OperationPart,
  variables: Record<string, unknown>,
  share: number,
): Promise<{ prepared: PreparedPart; needs: readonly SelectionNode[] }> {
  const inside = await Promise.all(
    part.deferred.map(async deferred => {
      const found = await prepareWithNeeds(preparation, deferred, variables, share).catch(
        (problem: unknown) => ({ prepared: { problem }, needs: [] }),
      )
      return { deferred, ...found }
    }),
  )
  const needed = inside.flatMap(({ needs }) => needs)
  const whole = await prepareOperation(preparation, part.operation, variables, share, needed)
  const deferred = new Map(inside.map(each => [each.deferred, each.prepared]))
  const { needs, ...rest } = restOf(preparation, whole.plan, part)
  return { prepared: { ...whole, ...rest, deferred }, needs }
}

/** The plan of a part, continued where that is possible. */
function restOf(
  { continuation, clients, types, privateNames }: PartPreparation,
  plan: PlanNode | null,
  { operation, way, placements }: OperationPart,
): { goesOn: boolean; run?: Step | null; plan?: PlanNode | null; needs: readonly SelectionNode[] } {
  const nameOf = privateNames(operation.document)
  const continued = plan && continuation(plan, way.map(nameOf))
  if (!continued) return { goesOn: false, needs: [] }
  return {
    goesOn: true,
    run: continued.node && compilePlan(continued.node, clients, types),
    plan: continued.node,
    needs: continued.needs.flatMap(
      ({ depth, selections }) => placements[depth]?.(setOf(selections)).selections ?? [],
    ),
  }
}
