import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql'

/**
 * Tells whether `@skip` and `@include` among a selection's directives leave it out.
 * @param variables coerced
 */
export function isLeftOut(
  directives: readonly DirectiveNode[] | undefined,
  variables: Record<string, unknown>,
): boolean {
  return (
    directives?.some(directive => {
      const name = directive.name.value
      return isCondition(directive) && outcomeOf(directive, variables) === (name === 'skip')
    }) ?? false
  )
}

/** True for `@skip` and `@include`. */
function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include'
}

/** The variables by which a document decides what is selected. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const value = node.arguments?.[0]?.value
      if (isCondition(node) && value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

function outcomeOf(directive: DirectiveNode, variables: Record<string, unknown>): boolean {
  const value = directive.arguments?.[0]?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] === true
  return value?.kind === Kind.BOOLEAN && value.value
}
