import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { DeniedFields } from '../../authorize/denied-fields.ts'
import type { Answer } from '../executor.ts'
import type { FieldError } from '../field-error.ts'
import type { JsonObject } from '../json.ts'
import { clientPath } from './client-path.ts'
import { createFieldCollector, type FieldCollector } from './collect-fields.ts'
import { compileWriter, type ValueWriter } from './compile-writer.ts'
import { completeAnswer } from './complete-answer.ts'

/** Gives the data that a run gathered the shape that the client asked for. */
export type Shapes = (
  data: JsonObject,
  errors: readonly FieldError[],
  variables: Record<string, unknown>,
) => Answer

/** How many shapes of one operation are kept: there is one for each combination of `@skip` and `@include`. */
const SHAPES_AT_MOST = 32

/** The shapes of one operation. */
export function createShapes(source: {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  denied: DeniedFields
}): Shapes {
  const { schema, document, operation, fragments, denied } = source
  const root = schema.getRootType(operation.operation)
  if (!root) throw new Error(`The schema has no ${operation.operation} type`)
  const selections = [operation.selectionSet]
  const conditions = conditionVariables(document)
  const shapes = new Map<string, { write: ValueWriter; collect: FieldCollector }>()

  const shapeFor = (variables: Record<string, unknown>) => {
    const key = conditions.map(name => (variables[name] === true ? 1 : 0)).join('')
    let shape = shapes.get(key)
    if (!shape) {
      if (shapes.size >= SHAPES_AT_MOST) shapes.clear()
      const collect = createFieldCollector(schema, fragments, variables)
      shape = { collect, write: compileWriter(schema, root, selections, collect, denied) }
      shapes.set(key, shape)
    }
    return shape
  }

  return (data, fetchErrors, variables) => {
    const { write, collect } = shapeFor(variables)
    const errors =
      fetchErrors.length === 0 ? fetchErrors : distinct(fetchErrors.map(error => atClientField(error)))
    const text = write(data)
    if (text !== null) return { data: text, errors }
    const completed = completeAnswer(schema, root, selections, collect, denied, data, errors)
    return { data: JSON.stringify(completed.data), errors: [...errors, ...completed.errors] }
  }

  function atClientField(error: FieldError): FieldError {
    return error.path ? { ...error, path: clientPath(error.path, operation.selectionSet, fragments) } : error
  }
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>()
  visit(document, {
    Directive(node) {
      const value = node.arguments?.[0]?.value
      if ((node.name.value === 'skip' || node.name.value === 'include') && value?.kind === 'Variable')
        names.add(value.name.value)
    },
  })
  return [...names]
}

function distinct(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map(error => [JSON.stringify(error), error])).values()]
}
