import { type GraphQLSchema, isAbstractType } from 'graphql'

/** Answers which type names satisfy a type condition. */
export type TypeConditions = (condition: string) => ReadonlySet<string>

/**
 * Type conditions of a supergraph's full schema. A name satisfies a condition when it is that type, one of its
 * possible types, or an interface between them, since an interface object answers with its interface's name.
 */
export function createTypeConditions(schema: GraphQLSchema): TypeConditions {
  const known = new Map<string, ReadonlySet<string>>()
  return condition => {
    const cached = known.get(condition)
    if (cached) return cached
    const names = new Set([condition])
    const type = schema.getType(condition)
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type)) names.add(possible.name)
      if ('getInterfaces' in type)
        for (const between of schema.getImplementations(type).interfaces) names.add(between.name)
    }
    known.set(condition, names)
    return names
  }
}
