import type { FragmentDefinitionNode, SelectionSetNode } from 'graphql'
import { Kind } from 'graphql'
import type { AnswerPath } from '../field-error.ts'

/**
 * Cuts a path at the first field that the client did not select. Subgraphs are also asked for fields that only the
 * plan needs (keys, required fields); an error there belongs to the client's last field on the way.
 */
export function clientPath(
  path: AnswerPath,
  selections: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): AnswerPath {
  let sets: readonly SelectionSetNode[] = [selections]
  for (const [at, step] of path.entries()) {
    if (typeof step === 'number') continue
    const below = sets.flatMap(set => selectionsOf(step, set, fragments))
    if (below.length === 0) return path.slice(0, at)
    sets = below.filter(set => set !== null)
  }
  return path
}

/** What is selected below a response name, null for a leaf; empty when the name is not selected at all. */
function selectionsOf(
  responseName: string,
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (SelectionSetNode | null)[] {
  return set.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) {
      return (selection.alias ?? selection.name).value === responseName
        ? [selection.selectionSet ?? null]
        : []
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    return fragment ? selectionsOf(responseName, fragment.selectionSet, fragments) : []
  })
}
