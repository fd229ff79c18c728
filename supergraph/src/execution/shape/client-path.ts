import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { AnswerPath } from '../field-error.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { CollectedField, FieldCollector } from './collect-fields.ts'
import { concreteType } from './compile-writer.ts'
import { metaFieldsOf } from './meta-fields.ts'

/**
 * Turns the way to a value in the data that was gathered into the way to it in the client's answer. What the client
 * selected on other types only, which plans sometimes fetch for all, concerns the client where it was lost with it:
 * at the selected fields of the same object that nobody gave.
 */
export type ClientPaths = (path: AnswerPath, data: JsonObject) => AnswerPath[]

/**
 * Compiles the ways into an answer. A way is cut at the first field that the client did not select: subgraphs are also
 * asked for fields that only the plan needs (keys, required fields), and an error there belongs to the client's last
 * field on the way. Where an object is missing, so that its type is not known, every type it may have counts.
 */
export function createClientPaths(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  collect: FieldCollector,
): ClientPaths {
  return (path, data) => {
    const way: (string | number)[] = []
    let value: unknown = data
    let declared: GraphQLNamedType | undefined = root
    let below: readonly SelectionSetNode[] = selections
    for (const [at, step] of path.entries()) {
      if (typeof step === 'number') {
        way.push(step)
        value = Array.isArray(value) ? value[step] : undefined
        continue
      }
      const found = selectedAs(step, below, typesOf(declared, value))
      const [first] = found
      if (!first) {
        return isSelectedElsewhere(path.slice(0, at + 1))
          ? lostFields(typesOf(declared, value), below, value, way)
          : [way]
      }
      way.push(first.field.responseName)
      const definition = metaFieldsOf(schema, first.type)[first.field.name]
      declared = definition && getNamedType(definition.type)
      below = found.flatMap(({ field }) => field.selections)
      value = isJsonObject(value) ? value[step] : undefined
    }
    return [way]
  }

  /** True when the client selected this way, if not for objects of the types that are there. */
  function isSelectedElsewhere(path: AnswerPath): boolean {
    let places: { declared: GraphQLNamedType | undefined; below: readonly SelectionSetNode[] }[] = [
      { declared: root, below: selections },
    ]
    for (const step of path) {
      if (typeof step === 'number') continue
      places = places.flatMap(({ declared, below }) =>
        selectedAs(step, below, typesOf(declared, null)).map(({ type, field }) => {
          const definition = metaFieldsOf(schema, type)[field.name]
          return { declared: definition && getNamedType(definition.type), below: field.selections }
        }),
      )
    }
    return places.length > 0
  }

  function lostFields(
    types: readonly GraphQLObjectType[],
    below: readonly SelectionSetNode[],
    object: unknown,
    way: AnswerPath,
  ): AnswerPath[] {
    const fields = types.flatMap(type => collect(below, type) ?? [])
    return fields
      .filter(({ key, name }) => name !== '__typename' && isJsonObject(object) && object[key] === undefined)
      .map(({ responseName }) => [...way, responseName])
  }

  function selectedAs(
    key: string,
    below: readonly SelectionSetNode[],
    types: readonly GraphQLObjectType[],
  ): { type: GraphQLObjectType; field: CollectedField }[] {
    return types.flatMap(type =>
      (collect(below, type) ?? []).filter(field => field.key === key).map(field => ({ type, field })),
    )
  }

  function typesOf(declared: GraphQLNamedType | undefined, value: unknown): readonly GraphQLObjectType[] {
    if (!isCompositeType(declared)) return []
    const type = isJsonObject(value)
      ? concreteType(schema, declared, value['__typename'] ?? declared.name)
      : null
    if (isObjectType(type)) return [type]
    return isObjectType(declared) ? [declared] : schema.getPossibleTypes(declared)
  }
}
