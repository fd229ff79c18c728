import {
  type GraphQLFieldMap,
  type GraphQLObjectType,
  type GraphQLSchema,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql'

/** The fields of an object type; those of the query type include `__schema` and `__type`. */
export function metaFieldsOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
): GraphQLFieldMap<unknown, unknown> {
  if (type !== schema.getQueryType()) return type.getFields()
  return { ...type.getFields(), __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef }
}
