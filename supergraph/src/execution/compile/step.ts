import type { CallContext } from '../executor.ts'
import type { ReportedError } from '../fetch/subgraph-client.ts'
import type { FieldError } from '../field-error.ts'
import type { JsonObject } from '../json.ts'

/** One run of an operation: what it gathered so far. */
export interface Run {
  /** Everything the subgraphs answered, merged; holds more than the client asked for. */
  data: JsonObject
  /** The client's variables, coerced. */
  variables: Record<string, unknown>
  errors: FieldError[]
  call: CallContext
  /** Entities already asked for, by subgraph and selection, then by representation. */
  entities: Map<string, Map<string, EntitySlot>>
  /** Called when a mutation came to its end, however it did: what was read before may be otherwise now. */
  changed(): void
}

/** The place of one entity in the answer of a request that several parts of the plan may wait for. */
export interface EntitySlot {
  request: EntityRequest
  index: number
}

/** One `_entities` request of a run. */
export interface EntityRequest {
  /** The entities in the order of the representations; null until the answer came. */
  entities: readonly unknown[] | null
  size: number
  /** What the subgraph reported, or why it gave no answer; everybody who waits reports it at their own places. */
  errors: readonly ReportedError[]
  failure: unknown
  /** Settles with the request, never rejects. */
  done: Promise<void>
}

/** A compiled part of a plan. Never rejects: what goes wrong is added to the run's errors. */
export type Step = (run: Run) => Promise<void>
