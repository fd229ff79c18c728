import { type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import type { Fragments } from './measure-document.ts'

/**
 * Counts the pairs of fields that give the same name in the same place of the answer, and the pairs of fragments there.
 * Validation compares all of them, so that a few thousand repetitions of one field would keep it busy for seconds. Takes time
 * in proportion to the fields with all fragments written out: limit those first.
 * @returns the number of pairs, not counted on once it is above `enough`
 */
export function countRepetitions(set: SelectionSetNode, fragments: Fragments, enough: number): number {
  let pairs = 0
  const visitPlace = (sets: readonly SelectionSetNode[]): void => {
    const byName = new Map<string, FieldNode[]>()
    const spread = new Set<string>()
    for (const each of sets) collectFields(each, fragments, byName, spread)
    pairs += pairsOf(spread.size) + lookUpsOf(spread.size, byName)
    for (const fields of byName.values()) {
      pairs += pairsOf(fields.length)
      if (pairs > enough) return
      const inner = fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []))
      if (inner.length > 0) visitPlace(inner)
    }
  }
  visitPlace([set])
  return pairs
}

/** Of each pair of fragments the fields of one are looked up in the other; twenty of that cost as much as a pair of fields. */
const lookUpsOf = (spread: number, byName: ReadonlyMap<string, unknown>) =>
  Math.floor((spread * byName.size) / 20)

const pairsOf = (count: number) => (count * (count - 1)) / 2

function collectFields(
  set: SelectionSetNode,
  fragments: Fragments,
  byName: Map<string, FieldNode[]>,
  spread: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value
      const fields = byName.get(name)
      if (fields) fields.push(selection)
      else byName.set(name, [selection])
      continue
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) spread.add(selection.name.value)
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? fragments.get(selection.name.value)?.selectionSet
        : selection.selectionSet
    if (inner) collectFields(inner, fragments, byName, spread)
  }
}
