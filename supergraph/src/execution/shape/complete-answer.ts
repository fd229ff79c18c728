import {
  type FieldNode,
  GraphQLList,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getLocation,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  type SelectionSetNode,
} from 'graphql'
import type { DeniedFields } from '../../authorize/denied-fields.ts'
import type { AnswerPath, FieldError } from '../field-error.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import type { CollectedField, FieldCollector, ShapedType } from './collect-fields.ts'
import { concreteType } from './compile-writer.ts'
import { leafWriter } from './leaf-writer.ts'
import { metaFieldsOf } from './meta-fields.ts'

/** Stands for a value that could not be given where null is not allowed; moves up to the next nullable field. */
const FAILED = Symbol('failed')

/**
 * Completes an answer value by value, as section 6.4 of the GraphQL specification has it: nulls move up to the next
 * nullable field, and each error says where it is. Slower than the compiled writer, which gives way to it whenever a
 * value is not as the schema says.
 *
 * @param known errors of the fetches; a null that one of them explains gets no error of its own. What is missing
 *   altogether was lost with the object that a subgraph gave up, and is explained by any error of that
 *   object or of what it holds.
 */
export function completeAnswer(
  { schema, types, root, selections, collect, denied, stopsNulls }: Completion,
  data: JsonObject,
  known: readonly FieldError[],
): { data: JsonObject | null; errors: FieldError[] } {
  const errors: FieldError[] = []
  /** How many nulls were explained so far, whether here or by what is known. */
  let nulls = 0
  const report = (message: string, code: string, path: AnswerPath, nodes: readonly FieldNode[]) => {
    nulls += 1
    if (!isExplained(path, known)) errors.push({ message, path, ...locationsOf(nodes), extensions: { code } })
  }

  const complete = (type: GraphQLOutputType, value: unknown, at: Place): unknown => {
    if (isNonNullType(type)) {
      const before = nulls
      const completed = complete(type.ofType, value, at)
      if (completed !== null) return completed
      if (nulls === before) {
        const isLost = value === undefined && isExplained(itemOf(at.path), known)
        const message = `Cannot return null for the non-nullable field ${at.coordinate}`
        if (isLost) nulls += 1
        else report(message, 'NULL_VALUE', at.path, at.nodes)
      }
      return FAILED
    }
    const completed = completeNullable(type, value, at)
    return completed === FAILED ? null : completed
  }

  const completeNullable = (type: GraphQLOutputType, value: unknown, at: Place): unknown => {
    if (value === null || value === undefined) return null
    if (isNonNullType(type)) return complete(type, value, at)
    if (isListType(type)) {
      if (!Array.isArray(value)) return invalid(at, 'is not a list')
      const items = value.map((item, index) =>
        complete(type.ofType, item, { ...at, path: [...at.path, index] }),
      )
      return items.includes(FAILED) ? FAILED : items
    }
    if (isLeafType(type)) {
      const text = leafWriter(type)(value)
      if (text !== null) return JSON.parse(text)
      return invalid(
        at,
        isEnumType(type) ? `is not a value of the enum ${type.name}` : `is not of the type ${type.name}`,
      )
    }
    if (!isJsonObject(value)) return invalid(at, 'is not an object')
    const typename = value['__typename'] ?? type.name
    const concrete = concreteType(schema, type, typename)
    const fields = concrete && collect(at.selections, concrete)
    // Of a type that clients may not see (`@inaccessible`): to them it is not there, and nothing went wrong.
    if (!concrete && isHidden(type.name, String(typename))) return null
    if (!fields) return invalid(at, `is of none of the types that ${type.name} allows`)
    return completeObject(concrete, fields, value, at.path)
  }

  const completeObject = (
    type: ShapedType,
    fields: readonly CollectedField[],
    object: JsonObject,
    path: AnswerPath,
  ): JsonObject | typeof FAILED => {
    const definitions = metaFieldsOf(schema, type)
    // Without a prototype, since clients may call a field `__proto__`.
    const completed: JsonObject = Object.create(null)
    let failed = false
    for (const field of fields) {
      if (field.name === '__typename') {
        completed[field.responseName] = type.name
        continue
      }
      const definition = definitions[field.name]
      if (!definition) continue
      const at: Place = {
        path: [...path, field.responseName],
        coordinate: `${type.name}.${field.name}`,
        nodes: field.nodes,
        selections: field.selections,
      }
      const reason = field.nodes.map(node => denied.reasons.get(node)).find(found => found !== undefined)
      if (reason) {
        nulls += 1
        errors.push({
          message: reason.message,
          path: at.path,
          ...locationsOf(field.nodes),
          extensions: { ...reason.extensions },
        })
        if (isNonNullType(definition.type)) failed = true
        else completed[field.responseName] = null
        continue
      }
      const isWay = stopsNulls !== undefined && field.nodes.some(node => stopsNulls.has(node))
      const value = complete(isWay ? nullable(definition.type) : definition.type, object[field.key], at)
      if (value === FAILED) failed = true
      else completed[field.responseName] = value
    }
    return failed ? FAILED : completed
  }

  const isHidden = (allowed: string, typename: string) =>
    types(allowed).has(typename) && schema.getType(typename) === undefined

  const invalid = (at: Place, what: string): null => {
    report(`The value of ${at.coordinate} ${what}`, 'INVALID_VALUE', at.path, at.nodes)
    return null
  }

  const completed = completeObject(root, collect(selections, root) ?? [], data, [])
  return { data: completed === FAILED ? null : completed, errors }
}

/** What an answer is completed by. */
export interface Completion {
  /** What clients see. */
  schema: GraphQLSchema
  /** Type conditions of the full schema. */
  types: TypeConditions
  root: GraphQLObjectType
  selections: readonly SelectionSetNode[]
  collect: FieldCollector
  denied: DeniedFields
  /** Fields at which nulls stop, and at the items of their lists, whatever their type says. */
  stopsNulls?: ReadonlySet<FieldNode> | undefined
}

/** A type without any `!`. */
function nullable(type: GraphQLOutputType): GraphQLNullableType & GraphQLOutputType {
  if (isNonNullType(type)) return nullable(type.ofType)
  return isListType(type) ? new GraphQLList(nullable(type.ofType)) : type
}

interface Place {
  path: AnswerPath
  coordinate: string
  nodes: readonly FieldNode[]
  selections: readonly SelectionSetNode[]
}

/** The way to the list item, or else the root field, that a path leads through last; of a root field the root. */
function itemOf(path: AnswerPath): AnswerPath {
  if (path.length === 1) return []
  const index = path.findLastIndex(step => typeof step === 'number')
  return path.slice(0, Math.max(1, index + 1))
}

/** True when a known error lies on the way to a path or below it, or says nothing about where it is. */
function isExplained(path: AnswerPath, known: readonly FieldError[]): boolean {
  return known.some(error => {
    const other = error.path
    if (!other) return true
    const shared = Math.min(other.length, path.length)
    for (let at = 0; at < shared; at++) if (other[at] !== path[at]) return false
    return true
  })
}

function locationsOf(nodes: readonly FieldNode[]): { locations?: { line: number; column: number }[] } {
  const locations = nodes.flatMap(({ loc }) => (loc ? [getLocation(loc.source, loc.start)] : []))
  return locations.length > 0 ? { locations } : {}
}
