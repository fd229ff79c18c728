import { type GraphQLFieldMap, type GraphQLSchema, SchemaMetaFieldDef, TypeMetaFieldDef } from 'graphql'
import type { ShapedType } from './collect-fields.ts'

/** The fields of a type; those of the query type include `__schema` and `__type`. */
export function metaFieldsOf(schema: GraphQLSchema, type: ShapedType): GraphQLFieldMap<unknown, unknown> {
  if (type !== schema.getQueryType()) return type.getFields()
  return { ...type.getFields(), __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef }
}
