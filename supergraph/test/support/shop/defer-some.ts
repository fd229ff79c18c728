import { type DocumentNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql'
import type { Choose } from './generate-operation.ts'

/** Defers some of what a document selects: now and then the end of a selection set, or the whole of a fragment. */
export function deferSome(document: DocumentNode, choose: Choose): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(set, _key, parent): SelectionSetNode | undefined {
        const owner = parent && 'kind' in parent ? parent.kind : undefined
        if (owner === Kind.OPERATION_DEFINITION ? choose(5) < 5 : choose(2) < 2) return undefined
        const kept = choose(set.selections.length)
        const late = set.selections.slice(kept)
        return late.length === 0
          ? undefined
          : { ...set, selections: [...set.selections.slice(0, kept), deferred(late)] }
      },
    },
  })
}

function deferred(selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } }],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
}
