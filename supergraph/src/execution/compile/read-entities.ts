import type { ReportedError } from '../fetch/subgraph-client.ts'
import { isJsonObject } from '../json.ts'

const NONE: readonly unknown[] = []

/**
 * The entities that a subgraph answered with, one for each representation, null where it knows none.
 * @param errors with which it may explain that there is no list
 * @throws when they do not fit the question
 */
export function readEntities(
  answered: unknown,
  size: number,
  errors: readonly ReportedError[],
): readonly unknown[] {
  if ((answered === null || answered === undefined) && errors.length > 0) return NONE
  if (!Array.isArray(answered)) throw new Error('the answer has no list of entities')
  if (answered.length !== size) throw new Error(`the answer has ${answered.length} entities, not ${size}`)
  for (const entity of answered)
    if (entity !== null && !isJsonObject(entity))
      throw new Error('the answer has entities that are no objects')
  return answered
}
