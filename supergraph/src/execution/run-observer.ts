import type { AnsweredHeaders } from '../propagate/propagated-headers.ts'
import type { PlanNode } from './plan/query-plan.ts'

/** Watches one run of an operation. Where nobody watches, nothing is paid for it. */
export interface RunObserver {
  /**
   * The operation is planned.
   * @param preparedMs what planning and compiling took; null when the plan was there already
   */
  planned(plan: PlanNode | null, preparedMs: number | null): void
  /** A subgraph is asked, with this GraphQL request as JSON text. */
  fetching(subgraph: string, body: string): FetchObserver
}

/** Watches one call of a subgraph. */
export interface FetchObserver {
  /** Headers that the call carries in addition. */
  readonly headers: Readonly<Record<string, string>>
  /** @param answered the headers of the answer that are kept for clients; null when none came */
  ended(outcome: string, answered: AnsweredHeaders | null): void
}

/** Lets two watch the same run. */
export function bothObservers(first: RunObserver | undefined, second: RunObserver): RunObserver {
  if (!first) return second
  return {
    planned(plan, preparedMs) {
      first.planned(plan, preparedMs)
      second.planned(plan, preparedMs)
    },
    fetching(subgraph, body) {
      const [one, other] = [first.fetching(subgraph, body), second.fetching(subgraph, body)]
      return {
        headers: { ...one.headers, ...other.headers },
        ended(outcome, answered) {
          one.ended(outcome, answered)
          other.ended(outcome, answered)
        },
      }
    },
  }
}
