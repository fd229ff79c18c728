import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { FetchNode, RequiredSelection } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import type { Merge } from './deep-merge.ts'
import { selectsLeavesOnly } from './entity-operation.ts'
import { compileVariables, constantText } from './json-text.ts'
import { missingFields } from './missing-fields.ts'
import { readEntities } from './read-entities.ts'
import { reportFailure, reportSubgraphError } from './report-errors.ts'
import { compileRepresentations } from './representations.ts'
import { compilePathRewrites, compileRewrites } from './rewrites.ts'
import type { EntityRequest, EntitySlot, Run, Step } from './step.ts'
import { locatedObjectsAt, objectsAt } from './walk-path.ts'

/**
 * Compiles a fetch of entities. Each distinct representation is sent once; where the selection has leaves only,
 * entities that another part of the same plan asks for with the same selection are shared with it.
 */
export function compileEntityFetch(
  node: FetchNode,
  requires: readonly RequiredSelection[],
  client: SubgraphClient,
  types: TypeConditions,
  merge: Merge,
): Step {
  const prefix = `{"query":${constantText(node.operation)},"variables":{`
  const variablesText = compileVariables(node.variables)
  const { write: represent } = compileRepresentations(requires, node.inputRewrites, types)
  const rewrite = compileRewrites(node.outputRewrites)
  const byTypename = node.inputRewrites.length > 0
  const shared =
    !rewrite && !byTypename && node.isRead && node.variables.length === 0 && selectsLeavesOnly(node.operation)
  const tableKey = shared ? `${node.subgraph}${node.operation.slice(node.operation.indexOf('('))}` : null

  const ask = async (run: Run, request: EntityRequest, representations: string) => {
    try {
      const variables = variablesText(run.variables)
      const body = `${prefix}"representations":[${representations}]${variables && ','}${variables}}}`
      const { data, errors } = await client.ask(body, node.isRead, run.call)
      request.errors = errors
      request.entities = readEntities(data?.['_entities'], request.size, errors)
    } catch (failure) {
      request.entities = []
      request.failure = failure
    }
  }

  return async run => {
    const targets = objectsAt(run.data, node.path)
    if (targets.length === 0) return
    const table = tableOf(run, tableKey)
    const slots = new Array<EntitySlot | undefined>(targets.length)
    const request: EntityRequest = {
      entities: null,
      size: 0,
      errors: [],
      failure: null,
      done: NOTHING_TO_DO,
    }
    let representations = ''
    let others: Set<Promise<void>> | null = null
    for (let at = 0; at < targets.length; at++) {
      const target = targets[at]
      const representation = target ? represent(target) : null
      if (representation === null || target === undefined) continue
      const key = byTypename ? `${representation}${String(target['__typename'])}` : representation
      let slot = table.get(key)
      if (slot === undefined) {
        slot = { request, index: request.size++ }
        table.set(key, slot)
        representations += representations === '' ? representation : `,${representation}`
      } else if (slot.request !== request && slot.request.entities === null) {
        others ??= new Set()
        others.add(slot.request.done)
      }
      slots[at] = slot
    }
    if (request.size > 0) {
      request.done = ask(run, request, representations)
      await request.done
    }
    if (others) await Promise.all(others)
    reportErrors(run, node, client, targets, slots, types)
    const rewritten = new Set<unknown>()
    for (let at = 0; at < targets.length; at++) {
      const slot = slots[at]
      const target = targets[at]
      if (!slot || !target) continue
      const entity = slot.request.entities?.[slot.index]
      if (!isJsonObject(entity)) continue
      if (rewrite && !rewritten.has(entity)) {
        entity['__typename'] ??= target['__typename']
        rewrite(entity)
        rewritten.add(entity)
      }
      merge(target, entity)
    }
  }
}

const NOTHING_TO_DO = Promise.resolve()

/** Reports what went wrong with the requests that the targets waited for, where the targets stand in the answer. */
function reportErrors(
  run: Run,
  node: FetchNode,
  client: SubgraphClient,
  targets: readonly JsonObject[],
  slots: readonly (EntitySlot | undefined)[],
  types: TypeConditions,
): void {
  const requests = new Set<EntityRequest>()
  for (const slot of slots) if (slot && wentWrong(slot.request)) requests.add(slot.request)
  if (requests.size === 0) return
  const rewritePath = compilePathRewrites(node.outputRewrites)
  for (const request of requests) {
    const slotOf = new Map(targets.map((target, at) => [target, slots[at]]))
    const objects = locatedObjectsAt(run.data, node.path).filter(
      ({ object }) => slotOf.get(object)?.request === request,
    )
    const isAllLost = request.failure === null && request.entities?.length === 0
    for (const error of request.errors) {
      const [, index, ...inner] = error.path ?? []
      const concerned = objects.filter(({ object }) => slotOf.get(object)?.index === index)
      const places =
        isAllLost && error.path && index === undefined
          ? missingFields(node.operation, '_entities', objects, types)
          : concerned.map(({ path }) => [...path, ...rewritePath(inner)])
      // Entities that only others asked for with the same request are reported by them.
      const isForeign = places.length === 0 && typeof index === 'number' && index < request.size
      if (!isForeign) reportSubgraphError(run, node.subgraph, error, places)
    }
    if (request.failure === null) continue
    const places = missingFields(node.operation, '_entities', objects, types)
    reportFailure(run, client, request.failure, places)
  }
}

function wentWrong({ errors, failure }: EntityRequest): boolean {
  return errors.length > 0 || failure !== null
}

function tableOf(run: Run, key: string | null): Map<string, EntitySlot> {
  if (key === null) return new Map()
  let table = run.entities.get(key)
  if (!table) {
    table = new Map()
    run.entities.set(key, table)
  }
  return table
}
