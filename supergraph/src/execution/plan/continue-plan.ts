import {
  type DocumentNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql'
import { required } from './entity-fetch.ts'
import { readEntityKeys } from './entity-keys.ts'
import type { FetchNode, PlanNode, RequiredSelection } from './query-plan.ts'
import { on, setOf } from './selections.ts'
import { readSubgraphTypes } from './subgraph-types.ts'
import type { TypeConditions } from './type-conditions.ts'
import { TYPENAME } from './typename.ts'
import { branchesFrom, isAtEnd, operationOf, type Stop, startOf } from './way-of-fetch.ts'

/** The rest of a plan, where a part of its answer is there already. */
export interface ContinuedPlan {
  /** What is still to be fetched; null when nothing is. */
  node: PlanNode | null
  /** What must be there for it, whether or not the client selects it. */
  needs: readonly Need[]
}

/** Selections on what so many fields of the way lead to. */
export interface Need {
  depth: number
  selections: readonly SelectionNode[]
}

/**
 * Continues a plan below objects that are there. What other subgraphs have of them is read by their keys. What a subgraph has of
 * them that it was asked for on the way is read once more from where that began, and joined to them by their keys.
 * @param plan of an operation that selects only a way and what is at its end
 * @param way the names of the fields that lead to the objects
 * @returns null where that needs a key and no object on the way has one: the plan has to begin from the root then
 */
export type PlanContinuation = (plan: PlanNode, way: readonly string[]) => ContinuedPlan | null

class NoKeyOnTheWay extends Error {}

export function createPlanContinuation(supergraph: DocumentNode, types: TypeConditions): PlanContinuation {
  const entityKeys = readEntityKeys(supergraph)
  const subgraphs = readSubgraphTypes(supergraph)

  /** True when nothing is selected but what objects are known by. */
  const isKeyOnly = (set: SelectionSetNode, type: string): boolean =>
    set.selections.every(selection => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return false
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return isKeyOnly(selection.selectionSet, selection.typeCondition?.name.value ?? type)
      return (
        selection.name.value === '__typename' ||
        [...types(type)].some(each => entityKeys.include(each, selection))
      )
    })

  /** What a subgraph knows the objects of a type by; nothing where it does not know all of them by a key. */
  const keysOf = (type: string, subgraph: string): InlineFragmentNode[] => {
    const members = subgraphs.get(subgraph)?.possible(type) ?? []
    const keys = members.flatMap(member => {
      const key = entityKeys.of(member, subgraph)
      return key ? { ...on(member), selectionSet: setOf([TYPENAME, ...key]) } : []
    })
    return keys.length === members.length ? keys : []
  }

  /** The last of some stops whose objects have keys. */
  const lastWithKeys = (stops: readonly Stop[], subgraph: string) => {
    for (const stop of stops.toReversed()) {
      const keys = keysOf(stop.type, subgraph)
      if (keys.length > 0) return { ...stop, keys }
    }
    return null
  }

  return (plan, way) => {
    const needs: Need[] = []
    const continueFetch = (fetch: FetchNode): PlanNode[] => {
      const here = subgraphs.get(fetch.subgraph)
      if (!here || fetch.outputRewrites.length > 0) return beginAgain()
      const operation = operationOf(fetch)
      const start = startOf(fetch, operation)
      const branches = branchesFrom(start, way, here, types)
      const ends = branches.map(stops => stops.at(-1) ?? start)
      if (ends.every(({ set, type }) => isKeyOnly(set, type))) {
        const selections = ends.map(({ type, set }) => ({ ...on(type), selectionSet: set }))
        needs.push({ depth: way.length, selections })
        return []
      }
      if (fetch.requires) {
        const selections = fetch.requires.map(selectionOf)
        if (!isKeyOnly(setOf(selections), start.type)) beginAgain()
        needs.push({ depth: start.depth, selections })
      }
      const joined = branches.flatMap(stops => {
        const below = stops.filter(({ depth }) => depth > start.depth)
        return lastWithKeys(below, fetch.subgraph) ?? []
      })
      // Entities that are read by a key are joined by that already.
      if (joined.length < branches.length) return fetch.requires ? [{ kind: 'fetch', fetch }] : beginAgain()
      needs.push(...joined.map(({ depth, keys }) => ({ depth, selections: keys })))
      const joins = joined.map(({ path, keys }) => ({ path, key: keys.map(required) }))
      return [{ kind: 'fetch', fetch: { ...fetch, operation: withKeys(operation, joined), joins } }]
    }

    const continueNode = (node: PlanNode): PlanNode[] => {
      switch (node.kind) {
        case 'fetch':
          // What it takes of enclosing objects may be above the end of the way.
          if (node.fetch.contexts.length > 0) beginAgain()
          return isAtEnd(node.fetch.path, way) ? [node] : together(continueFetch(node.fetch), 'parallel')
        case 'batch': {
          const paths = node.fetch.groups.flatMap(group => group.paths)
          if (!paths.every(path => isAtEnd(path, way))) beginAgain()
          return [node]
        }
        default:
          return together(node.nodes.flatMap(continueNode), node.kind)
      }
    }

    try {
      const [node = null] = continueNode(plan)
      return { node, needs }
    } catch (error) {
      if (error instanceof NoKeyOnTheWay) return null
      throw error
    }
  }
}

function beginAgain(): never {
  throw new NoKeyOnTheWay()
}

/** The text of an operation that selects keys besides. */
function withKeys(
  operation: OperationDefinitionNode,
  places: readonly (Stop & { keys: SelectionNode[] })[],
): string {
  const extended = visit(operation, {
    SelectionSet(node) {
      const keys = places.flatMap(({ set, keys }) => (set === node ? keys : []))
      return keys.length > 0 ? setOf([...node.selections, ...keys]) : undefined
    },
  })
  return stripIgnoredCharacters(print(extended))
}

function together(nodes: PlanNode[], kind: 'sequence' | 'parallel'): PlanNode[] {
  return nodes.length > 1 ? [{ kind, nodes }] : nodes
}

function selectionOf(required: RequiredSelection): SelectionNode {
  const { selections } = required
  const set = selections && setOf(selections.map(selectionOf))
  if (required.kind === 'fragment') return { ...on(required.on), selectionSet: set ?? setOf([]) }
  const alias = required.read === required.send ? undefined : nameNode(required.read)
  return { kind: Kind.FIELD, name: nameNode(required.send), alias, selectionSet: set ?? undefined }
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const
