import { namesOf } from '../plan/fetched-values.ts'
import type { FetchNode, KeyJoin } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { copyObject, type Merge } from './deep-merge.ts'
import { compileRepresentations } from './representations.ts'
import type { Step } from './step.ts'
import { objectsAt } from './walk-path.ts'

/**
 * Compiles a fetch that reads again what is there: it reads into a copy, from which each object gets what the one with its
 * key has there.
 * @param fetch the same without joins
 */
export function compileJoinedFetch(
  { path }: FetchNode,
  joins: readonly KeyJoin[],
  fetch: Step,
  types: TypeConditions,
  merge: Merge,
): Step {
  const compiled = joins.map(join => {
    const { write } = compileRepresentations(join.key, [], types)
    return { path: join.path, again: namesOf(join.path)[namesOf(path).length], write }
  })
  return async run => {
    const copy = copyObject(run.data)
    for (const object of objectsAt(copy, path))
      for (const { again } of compiled) if (again !== undefined) delete object[again]
    await fetch({ ...run, data: copy })
    for (const { path: joined, write } of compiled) {
      const byKey = new Map(objectsAt(copy, joined).map(object => [write(object), object]))
      for (const target of objectsAt(run.data, joined)) {
        const key = write(target)
        const source = key === null ? undefined : byKey.get(key)
        if (source) merge(target, source)
      }
    }
  }
}
