import { type DocumentNode, visit } from 'graphql'
import { argumentOf, usesOf } from './subgraph-types.ts'

/**
 * Says whether an operation reads a field that takes values of enclosing objects (`@fromContext`). Fields count by their
 * names alone, whatever their types. No other field is computed from one: composition refuses that.
 */
export function createContextCheck(supergraph: DocumentNode): (document: DocumentNode) => boolean {
  const fields = new Set<string>()
  visit(supergraph, {
    FieldDefinition({ name, directives }) {
      const takesContext = usesOf(directives, 'join__field').some(use => argumentOf(use, 'contextArguments'))
      if (takesContext) fields.add(name.value)
    },
  })
  return document => {
    let isFound = false
    visit(document, {
      Field({ name }) {
        isFound ||= fields.has(name.value)
      },
    })
    return isFound
  }
}
