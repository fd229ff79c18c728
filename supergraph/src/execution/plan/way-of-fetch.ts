import { Kind, type OperationDefinitionNode, parse, parseType, type SelectionSetNode } from 'graphql'
import { namesOf } from './fetched-values.ts'
import type { FetchNode, PathStep } from './query-plan.ts'
import { eachOf, responseName, setOf } from './selections.ts'
import { namedTypeOf, type SubgraphTypes } from './subgraph-types.ts'
import type { TypeConditions } from './type-conditions.ts'
import { withoutFragments } from './without-fragments.ts'

/** A place that a fetch comes through on a way of fields through the answer. */
export interface Stop {
  /** So many fields of the way lead here. */
  depth: number
  path: PathStep[]
  /** What the subgraph knows the objects as. */
  type: string
  /** What the fetch selects of them. */
  set: SelectionSetNode
}

/** The operation of a fetch, without named fragments. */
export function operationOf({ operation }: FetchNode): OperationDefinitionNode {
  const definition = withoutFragments(parse(operation, { noLocation: true }))
  if (!definition) throw new Error('A fetch has no operation')
  return definition
}

/** Where a fetch starts. */
export function startOf({ path, requires }: FetchNode, { selectionSet }: OperationDefinitionNode): Stop {
  const start = { depth: namesOf(path).length, path }
  if (!requires) return { ...start, type: 'Query', set: selectionSet }
  const [entities] = selectionSet.selections
  const set = entities?.kind === Kind.FIELD ? entities.selectionSet : undefined
  return { ...start, type: '_Entity', set: set ?? setOf([]) }
}

/**
 * The stops after the start, down to the end of the way: in several branches where a fetch comes through fragments on several
 * types, in none where it does not come to the end.
 */
export function branchesFrom(
  { depth, path, type, set }: Stop,
  way: readonly string[],
  here: SubgraphTypes,
  types: TypeConditions,
): Stop[][] {
  const name = way[depth]
  if (name === undefined) return [[]]
  return set.selections.flatMap(selection => {
    const next = ((): Stop | null => {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return null
      const below = selection.selectionSet
      if (selection.kind === Kind.FIELD) {
        const answered = responseName(selection) === name ? here.typeOf(type, selection.name.value) : null
        if (answered === null) return null
        const steps: PathStep[] = [...path, { kind: 'field', name }, ...eachOf(parseType(answered))]
        return { depth: depth + 1, path: steps, type: namedTypeOf(answered), set: below }
      }
      const condition = selection.typeCondition?.name.value ?? type
      if (types(condition).has(type)) return { depth, path, type, set: below }
      return {
        depth,
        path: [...path, { kind: 'types', names: types(condition) }],
        type: condition,
        set: below,
      }
    })()
    return next ? branchesFrom(next, way, here, types).map(stops => [next, ...stops]) : []
  })
}

/** True when a path leads to the end of a way, or on from there. */
export function isAtEnd(path: readonly PathStep[], way: readonly string[]): boolean {
  const names = namesOf(path)
  return way.every((name, at) => names[at] === name)
}
