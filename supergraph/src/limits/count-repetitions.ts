import { type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import type { Fragments } from './measure-document.ts'

/**
 * Counts the pairs of fields that give the same name in the same place of the answer. Validation compares all of them,
 * so that a few thousand repetitions of one field would keep it busy for seconds. Takes time in proportion to the
 * fields with all fragments written out: limit those first.
 * @returns the number of pairs, not counted on once it is above `enough`
 */
export function countRepetitions(set: SelectionSetNode, fragments: Fragments, enough: number): number {
  let pairs = 0
  const visitPlace = (sets: readonly SelectionSetNode[]): void => {
    const byName = new Map<string, FieldNode[]>()
    for (const each of sets) collectFields(each, fragments, byName)
    for (const fields of byName.values()) {
      pairs += (fields.length * (fields.length - 1)) / 2
      if (pairs > enough) return
      const inner = fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []))
      if (inner.length > 0) visitPlace(inner)
    }
  }
  visitPlace([set])
  return pairs
}

function collectFields(set: SelectionSetNode, fragments: Fragments, byName: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value
      const fields = byName.get(name)
      if (fields) fields.push(selection)
      else byName.set(name, [selection])
      continue
    }
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)?.selectionSet
        : selection.selectionSet
    if (inner) collectFields(inner, fragments, byName)
  }
}
