import {
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql'
import type { PathStep } from './query-plan.ts'

/** Selections as a set. */
export const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
})

/** Selections without those that stand there twice. */
export function unique(selections: readonly SelectionNode[]): SelectionNode[] {
  return [...new Map(selections.map(selection => [print(selection), selection])).values()]
}

/** A fragment on a type, still without selections. */
export function on(type: string) {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } } as const
  return { kind: Kind.INLINE_FRAGMENT, typeCondition } as const
}

/** The name under which a field is answered. */
export const responseName = (field: FieldNode) => (field.alias ?? field.name).value

/** The steps through the lists of a type. */
export function eachOf(type: TypeNode): PathStep[] {
  if (type.kind === Kind.NON_NULL_TYPE) return eachOf(type.type)
  return type.kind === Kind.LIST_TYPE ? [{ kind: 'each' }, ...eachOf(type.type)] : []
}

/** A step of a path as text. */
export const nameOfStep = (step: PathStep) =>
  step.kind === 'field' ? step.name : step.kind === 'each' ? '@' : [...step.names].join('|')
