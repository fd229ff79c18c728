import type { ExecutionArgs } from 'graphql'
import type { Caller } from '../caller.ts'
import type { PlanNode } from '../execution/plan/query-plan.ts'
import { bothObservers } from '../execution/run-observer.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { contextOf } from './use-supergraph.ts'

/** What the answer tells of its making, under `extensions.explain`; times in milliseconds from the beginning of the run. */
interface Explanation {
  /** The steps in which subgraphs are asked; null when none has to be. */
  plan: PlanNode | null
  /** What planning took; null when the plan was there already. */
  planMs: number | null
  fetches: { subgraph: string; startMs: number; durationMs: number | null; outcome: string | null }[]
}

const HEADER = 'x-orion-explain'

/**
 * Tells the query plan and its timings in the answer when a request asks for it with `x-orion-explain: 1`. Such a run shares
 * nothing with others. Who may not know gets the answer without it.
 */
export function useExplain(mayExplain: (caller: Caller) => boolean): GatewayPlugin {
  return {
    graphql: {
      onExecute({ args }: { args: ExecutionArgs }) {
        const context = contextOf(args)
        const { caller } = context
        if (caller.headers[HEADER] !== '1' || !mayExplain(caller)) return
        const startedAt = performance.now()
        const sinceStart = () => Math.round((performance.now() - startedAt) * 100) / 100
        const explain: Explanation = { plan: null, planMs: null, fetches: [] }
        context.answerExtensions = { ...context.answerExtensions, explain }
        context.isRunAlone = true
        context.observer = bothObservers(context.observer, {
          planned(plan, preparedMs) {
            explain.plan = plan
            explain.planMs = preparedMs
          },
          fetching(subgraph) {
            const fetch: Explanation['fetches'][number] = {
              subgraph,
              startMs: sinceStart(),
              durationMs: null,
              outcome: null,
            }
            explain.fetches.push(fetch)
            return {
              headers: {},
              ended(outcome) {
                fetch.durationMs = Math.round((sinceStart() - fetch.startMs) * 100) / 100
                fetch.outcome = outcome
              },
            }
          },
        })
      },
    },
  }
}
