import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql'

/**
 * The variable by which an operation says where it resumes, and nothing else: subscriptions that differ in it alone
 * share what comes live. Null when the argument has no variable, or the variable another use.
 */
export function resumeVariable(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  argument: string,
): string | null {
  const [field] = operation.selectionSet.selections
  if (field?.kind !== Kind.FIELD) return null
  const value = field.arguments?.find(({ name }) => name.value === argument)?.value
  if (value?.kind !== Kind.VARIABLE) return null
  const name = value.name.value
  let uses = 0
  visit(document, {
    Variable(node) {
      if (node.name.value === name) uses += 1
    },
  })
  // Its definition is the other one.
  return uses === 2 ? name : null
}
