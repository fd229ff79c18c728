import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql'

/** Specifications marked with a purpose whose directives this gateway honours itself: before planning, or in its executor. */
const ENFORCED = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|context)\/v0\.1$/

/**
 * Takes the `for:` mark off the specifications that this gateway honours, since @apollo/gateway refuses every marked
 * specification that it does not know. All others keep their mark, so that a supergraph with a rule that
 * nobody would enforce is still refused.
 */
export function markEnforcedFeatures(supergraph: DocumentNode): DocumentNode {
  return visit(supergraph, {
    Directive(node) {
      if (node.name.value !== 'link' || !ENFORCED.test(linkedUrl(node))) return undefined
      return { ...node, arguments: node.arguments?.filter(argument => argument.name.value !== 'for') }
    },
    FieldDefinition: () => false,
    EnumValueDefinition: () => false,
  })
}

function linkedUrl(link: DirectiveNode): string {
  const value = link.arguments?.find(argument => argument.name.value === 'url')?.value
  return value?.kind === Kind.STRING ? value.value : ''
}
