import type { SubgraphClient } from '../fetch/subgraph-client.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { ContextValue, FetchNode } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { compileEntityFetch } from './compile-entity-fetch.ts'
import { compileRootFetch } from './compile-root-fetch.ts'
import type { Merge } from './deep-merge.ts'
import type { Run, Step } from './step.ts'
import { type LocatedObject, locatedObjectsAt } from './walk-path.ts'

/**
 * Compiles a fetch whose operation takes values of enclosing objects as variables (`@fromContext`). Entities below
 * the same values are read together, each other group in a request of its own.
 */
export function compileContextFetch(
  node: FetchNode,
  client: SubgraphClient,
  types: TypeConditions,
  merge: Merge,
): Step {
  const variables = [...new Set([...node.variables, ...node.contexts.map(context => context.variable)])]
  return async run => {
    const groups = new Map<string, { values: Record<string, unknown>; objects: Set<JsonObject> }>()
    for (const target of locatedObjectsAt(run.data, node.path)) {
      const values: Record<string, unknown> = {}
      for (const context of node.contexts) {
        const value = contextValue(context, target)
        if (value !== undefined) values[context.variable] = value
      }
      const key = JSON.stringify(values)
      const group = groups.get(key) ?? { values, objects: new Set() }
      group.objects.add(target.object)
      groups.set(key, group)
    }
    await Promise.all([...groups.values()].map(group => runGroup(run, group)))
  }

  async function runGroup(
    run: Run,
    group: { values: Record<string, unknown>; objects: Set<JsonObject> },
  ): Promise<void> {
    // A view of the answer that holds this group's objects only, at a path of its own; errors keep the message only.
    const data = { group: [...group.objects] }
    const inner: Run = {
      ...run,
      data,
      variables: { ...run.variables, ...group.values },
      errors: [],
      entities: new Map(),
    }
    const grouped: FetchNode = {
      ...node,
      variables,
      contexts: [],
      path: [{ kind: 'field', name: 'group' }, { kind: 'each' }],
    }
    await (grouped.requires
      ? compileEntityFetch(grouped, grouped.requires, client, types, merge)
      : compileRootFetch(grouped, client, types, merge))(inner)
    const ways = new Map(locatedObjectsAt(run.data, node.path).map(target => [target.object, target.path]))
    for (const error of inner.errors) {
      const at = error.path?.[1]
      const object = typeof at === 'number' ? data.group[at] : undefined
      const way = object ? ways.get(object) : undefined
      run.errors.push(
        way ? { ...error, path: [...way, ...(error.path?.slice(2) ?? [])] } : { ...error, path: undefined },
      )
    }
  }
}

function contextValue(context: ContextValue, target: LocatedObject): unknown {
  const enclosing = [...target.ancestors, target.object]
  let value: unknown = enclosing[enclosing.length - 1 - context.levelsUp]
  for (const step of context.path) {
    if (!isJsonObject(value)) return undefined
    if (step.kind === 'field') value = value[step.name]
    else if (step.kind === 'types') {
      const typename = value['__typename']
      if (typeof typename === 'string' && !step.names.has(typename)) return undefined
    }
  }
  return value
}
