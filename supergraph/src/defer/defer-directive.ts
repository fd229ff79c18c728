import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from 'graphql'

const defer = new GraphQLDirective({
  name: 'defer',
  description: 'Lets the answer begin without this fragment, where the client accepts an answer in parts.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: { type: new GraphQLNonNull(GraphQLBoolean), defaultValue: true, description: 'False for no delay.' },
    label: { type: GraphQLString, description: 'Comes back with the part.' },
  },
})

/** The schema with `@defer`, unless it has one already. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getDirective(defer.name)) return schema
  const config = schema.toConfig()
  return new GraphQLSchema({ ...config, directives: [...config.directives, defer] })
}
