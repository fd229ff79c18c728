import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { BatchGroup, BatchNode } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { copyObject, deepMerge } from './deep-merge.ts'
import { DistinctRepresentations } from './distinct-representations.ts'
import { compileVariables, constantText } from './json-text.ts'
import { missingFields } from './missing-fields.ts'
import { readEntities } from './read-entities.ts'
import { reportFailure, reportSubgraphError } from './report-errors.ts'
import { compileRepresentations } from './representations.ts'
import { compilePathRewrites, compileRewrites } from './rewrites.ts'
import type { Run, Step } from './step.ts'
import { locatedObjectsAt, objectsAt } from './walk-path.ts'

/** The entities of one group that one run asks for. */
interface GroupWork {
  /** The objects to add to, path by path. */
  targets: JsonObject[]
  /** For each target the place of its entity in the answer; null when it could not be represented. */
  indices: (number | null)[]
  /** For each target the number of its path. */
  pathOf: number[]
  representations: string
  size: number
}

/** Compiles several groups of entities of one subgraph that are read in one request. */
export function compileBatch(node: BatchNode, client: SubgraphClient, types: TypeConditions): Step {
  const prefix = `{"query":${constantText(node.operation)},"variables":{`
  const variablesText = compileVariables(node.variables)
  const groups = node.groups.map(group => compileGroup(group, types))
  return async run => {
    const works = groups.map(group => group.gather(run))
    if (works.every(work => work.size === 0)) return
    const objectsOf = (at: number, index?: number) => groups[at]?.objects(run, works[at], index) ?? []
    const lost = () =>
      groups.flatMap(({ alias }, at) => missingFields(node.operation, alias, objectsOf(at), types))
    try {
      let variables = groups
        .map((group, at) => `${group.head}[${works[at]?.representations ?? ''}]`)
        .join(',')
      const more = variablesText(run.variables)
      if (more) variables += `,${more}`
      const { data, errors } = await client.ask(`${prefix}${variables}}}`, node.isRead, run.call)
      for (const error of errors) {
        const [alias, index, ...inner] = error.path ?? []
        const at = groups.findIndex(group => group.alias === alias)
        const rewritten = groups[at]?.rewritePath(inner) ?? inner
        const places =
          typeof index === 'number'
            ? objectsOf(at, index).map(({ path }) => [...path, ...rewritten])
            : data === null && error.path
              ? lost()
              : []
        reportSubgraphError(run, node.subgraph, error, places)
      }
      if (!data) return
      const answered = groups.map(({ alias }, at) => readEntities(data[alias], works[at]?.size ?? 0, errors))
      for (const [at, group] of groups.entries()) group.merge(answered[at] ?? [], works[at])
    } catch (failure) {
      reportFailure(run, client, failure, lost())
    }
  }
}

function compileGroup(group: BatchGroup, types: TypeConditions) {
  const representations = compileRepresentations(group.requires, group.inputRewrites, types)
  const rewrite = compileRewrites(group.outputRewrites)
  const byTypename = group.inputRewrites.length > 0
  return {
    alias: group.alias,
    rewritePath: compilePathRewrites(group.outputRewrites),
    head: `${constantText(group.representationsVariable)}:`,
    gather(run: Run): GroupWork {
      const targets: JsonObject[] = []
      const indices: (number | null)[] = []
      const pathOf: number[] = []
      const distinct = new DistinctRepresentations(representations, byTypename)
      group.paths.forEach((path, pathNumber) => {
        for (const target of objectsAt(run.data, path)) {
          targets.push(target)
          indices.push(distinct.numberOf(target))
          pathOf.push(pathNumber)
        }
      })
      return { targets, indices, pathOf, representations: distinct.text, size: distinct.size }
    },
    /** The objects that the answer is for, or that one entity of it is for. */
    objects(run: Run, work: GroupWork | undefined, index?: number) {
      const located = group.paths.flatMap(path => locatedObjectsAt(run.data, path))
      return located.filter(
        (_, at) => work?.indices[at] !== null && (index === undefined || work?.indices[at] === index),
      )
    },
    merge(entities: readonly unknown[], work: GroupWork | undefined) {
      if (!work) return
      // Later fetches may add different fields at different paths, so that an entity is only shared within a path.
      const owners = new Map<unknown, number>()
      for (let at = 0; at < work.targets.length; at++) {
        const target = work.targets[at]
        const index = work.indices[at]
        if (!target || index === null || index === undefined) continue
        const entity: unknown = entities[index]
        if (!isJsonObject(entity)) continue
        const owner = owners.get(entity)
        if (owner === undefined) {
          if (rewrite) {
            entity['__typename'] ??= target['__typename']
            rewrite(entity)
          }
          owners.set(entity, work.pathOf[at] ?? 0)
        }
        const isForeign = owner !== undefined && owner !== work.pathOf[at]
        deepMerge(target, isForeign ? copyObject(entity) : entity, types)
      }
    },
  }
}
