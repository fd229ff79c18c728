import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql'

/** The name of the type that a field has; empty where the type has no such field. */
export function fieldType(schema: GraphQLSchema, parent: string, field: string): string {
  const type = schema.getType(parent)
  const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined
  return found ? getNamedType(found.type).name : ''
}
