import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { DeniedFields } from '../../authorize/denied-fields.ts'
import type { Answer } from '../executor.ts'
import type { FieldError } from '../field-error.ts'
import type { JsonObject } from '../json.ts'
import type { PrivateNames } from '../plan/private-names.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { createClientPaths } from './client-path.ts'
import { createFieldCollector } from './collect-fields.ts'
import { compileWriter } from './compile-writer.ts'
import { completeAnswer } from './complete-answer.ts'

/** Gives the data that a run gathered the shape that the client asked for. */
export type Shape = (data: JsonObject, errors: readonly FieldError[]) => Answer

/** The shape of an operation, with the variables that its `@skip` and `@include` name. */
export function createShape(source: {
  /** What clients see. */
  schema: GraphQLSchema
  types: TypeConditions
  operation: OperationDefinitionNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  denied: DeniedFields
  stopsNulls?: ReadonlySet<FieldNode> | undefined
  variables: Record<string, unknown>
  nameOf: PrivateNames
}): Shape {
  const { schema, types, operation, fragments, denied, stopsNulls, variables, nameOf } = source
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error(`The schema has no ${operation.operation} type`)
  const selections = [operation.selectionSet]
  const collect = createFieldCollector(schema, fragments, variables, nameOf)
  const write = compileWriter(schema, root, selections, collect, denied)

  const clientPaths = createClientPaths(schema, root, selections, collect)

  return (data, fetchErrors) => {
    const errors = fetchErrors.length === 0 ? fetchErrors : distinct(atClientFields(fetchErrors, data))
    const text = write(data)
    if (text !== null) return { data: text, errors }
    const completion = { schema, types, root, selections, collect, denied, stopsNulls }
    const completed = completeAnswer(completion, data, errors)
    return { data: JSON.stringify(completed.data), errors: [...errors, ...completed.errors] }
  }

  function atClientFields(errors: readonly FieldError[], data: JsonObject): FieldError[] {
    const reported = new Set<string>()
    const mapped = errors.flatMap(error => {
      if (!error.path) return [{ error, isCut: false }]
      const { length } = error.path
      return clientPaths(error.path, data).map(path => {
        const isCut = path.length < length
        if (!isCut) reported.add(error.message)
        return { error: { ...error, path: path.length > 0 ? path : undefined }, isCut }
      })
    })
    // A call that failed is told at the fields the client misses; those of the plan alone are not worth an error more.
    return mapped
      .filter(({ error, isCut }) => !(isCut && 'reason' in error.extensions && reported.has(error.message)))
      .map(({ error }) => error)
  }
}

function distinct(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map(error => [JSON.stringify(error), error])).values()]
}
