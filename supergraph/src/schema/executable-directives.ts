import {
  type DirectiveDefinitionNode,
  DirectiveLocation,
  type DocumentNode,
  extendSchema,
  type GraphQLSchema,
  Kind,
  type TypeNode,
} from 'graphql'

const EXECUTABLE = new Set<string>([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
])

/**
 * The schema with the directives that operations may carry and that came along with `@composeDirective`, which Apollo's
 * library takes for directives of schemas only.
 */
export function withExecutableDirectives(schema: GraphQLSchema, supergraph: DocumentNode): GraphQLSchema {
  const isMissing = (definition: DirectiveDefinitionNode) =>
    !schema.getDirective(definition.name.value) &&
    definition.locations.some(location => EXECUTABLE.has(location.value)) &&
    (definition.arguments ?? []).every(argument => schema.getType(nameOf(argument.type)))
  const definitions = supergraph.definitions
    .filter(definition => definition.kind === Kind.DIRECTIVE_DEFINITION)
    .filter(isMissing)
  return definitions.length === 0 ? schema : extendSchema(schema, { kind: Kind.DOCUMENT, definitions })
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)
}
