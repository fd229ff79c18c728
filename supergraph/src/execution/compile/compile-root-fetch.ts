import { parse } from 'graphql'
import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import type { AnswerPath } from '../field-error.ts'
import type { JsonObject } from '../json.ts'
import type { FetchNode } from '../plan/query-plan.ts'
import { rootFields } from '../plan/root-fields.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import type { Merge } from './deep-merge.ts'
import { compileVariables, constantText } from './json-text.ts'
import { missingFields } from './missing-fields.ts'
import { reportFailure, reportSubgraphError } from './report-errors.ts'
import { compilePathRewrites, compileRewrites } from './rewrites.ts'
import type { Run, Step } from './step.ts'
import { locatedObjectsAt, objectsAt } from './walk-path.ts'

/** Compiles a fetch of root fields. */
export function compileRootFetch(
  node: FetchNode,
  client: SubgraphClient,
  types: TypeConditions,
  merge: Merge,
): Step {
  const prefix = `{"query":${constantText(node.operation)},"variables":{`
  const variablesText = compileVariables(node.variables)
  const rewrite = compileRewrites(node.outputRewrites)
  const rewritePath = compilePathRewrites(node.outputRewrites)
  const names = [...rootFields(parse(node.operation, { noLocation: true })).keys()]
  return async run => {
    const targets = objectsAt(run.data, node.path)
    if (targets.length === 0) return
    const places = () => locatedObjectsAt(run.data, node.path).map(target => target.path)
    try {
      const body = `${prefix}${variablesText(run.variables)}}}`
      const { data, errors } = await client.ask(body, node.isRead, run.call)
      for (const error of errors) {
        const inner = error.path && rewritePath(error.path)
        reportSubgraphError(run, node.subgraph, error, inner ? places().map(path => [...path, ...inner]) : [])
      }
      if (!data) return
      if (errors.length === 0) reportLost(run, data, places)
      rewrite?.(data)
      for (const target of targets) merge(target, data)
    } catch (failure) {
      const objects = locatedObjectsAt(run.data, node.path)
      reportFailure(run, client, failure, missingFields(node.operation, null, objects, types))
    } finally {
      if (!node.isRead) run.changed()
    }
  }

  /** A field that an answer just leaves out must not look like null. */
  function reportLost(run: Run, data: JsonObject, places: () => readonly AnswerPath[]): void {
    const lost = names.filter(name => data[name] === undefined)
    if (lost.length === 0) return
    const ways = places().flatMap(path => lost.map(name => [...path, ...rewritePath([name])]))
    reportFailure(run, client, new Error(`the answer lacks ${lost.join(', ')}`), ways)
  }
}
