import {
  type GraphQLCompositeType,
  type GraphQLFieldMap,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { DeniedFields } from '../../authorize/denied-fields.ts'
import { constantText } from '../compile/json-text.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { CollectedField, FieldCollector, ShapedType } from './collect-fields.ts'
import { leafWriter } from './leaf-writer.ts'
import { metaFieldsOf } from './meta-fields.ts'

/**
 * Writes a value as JSON text. Null when the value is not as the schema says, or holds a field that was denied: then
 * the whole answer is completed with care (see complete-answer.ts), which says what is wrong and where.
 */
export type ValueWriter = (value: unknown) => string | null

/** Compiles the text of an answer: heads of fields are written once, values go straight from the data to the text. */
export function compileWriter(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  collect: FieldCollector,
  denied: DeniedFields,
): ValueWriter {
  const writeType = (type: GraphQLOutputType, below: readonly SelectionSetNode[]): ValueWriter => {
    if (isNonNullType(type)) return writeValue(type.ofType, below)
    const write = writeValue(type, below)
    return value => (value === null || value === undefined ? 'null' : write(value))
  }

  const writeValue = (type: GraphQLOutputType, below: readonly SelectionSetNode[]): ValueWriter => {
    if (isListType(type)) return writeList(writeType(type.ofType, below))
    if (isLeafType(type)) {
      const write = leafWriter(type)
      return value => (value === null || value === undefined ? null : write(value))
    }
    if (isNonNullType(type)) return writeType(type, below)
    return writeObject(type, below)
  }

  const writeObject = (declared: GraphQLCompositeType, below: readonly SelectionSetNode[]): ValueWriter => {
    const writers = new Map<unknown, (object: JsonObject) => string | null>()
    let lastTypename: unknown
    let lastWriter: (object: JsonObject) => string | null = () => null
    return value => {
      if (!isJsonObject(value)) return null
      const typename = value['__typename'] ?? declared.name
      if (typename !== lastTypename) {
        let writer = writers.get(typename)
        if (!writer) {
          writer = writeFields(concreteType(schema, declared, typename), below)
          writers.set(typename, writer)
        }
        lastTypename = typename
        lastWriter = writer
      }
      return lastWriter(value)
    }
  }

  const writeFields = (type: ShapedType | null, below: readonly SelectionSetNode[]) => {
    const fields = type && collect(below, type)
    if (!type || !fields) return () => null
    const definitions = metaFieldsOf(schema, type)
    if (fields.some(field => field.nodes.some(node => denied.reasons.has(node)))) return () => null
    return joinFields(fields.map((field, at) => fieldWriter(field, at === 0, type, definitions)))
  }

  const fieldWriter = (
    field: CollectedField,
    isFirst: boolean,
    type: ShapedType,
    definitions: GraphQLFieldMap<unknown, unknown>,
  ): FieldWriter => {
    const head = `${isFirst ? '' : ','}${constantText(field.responseName)}:`
    if (field.name === '__typename') return { key: null, text: head + constantText(type.name) }
    const definition = definitions[field.name]
    if (!definition) return { key: null, text: `${head}null` }
    return { key: field.key, text: head, write: writeType(definition.type, field.selections) }
  }

  return writeObject(root, selections)
}

/** A field that is always the same text, or a head and what writes the value behind it. */
type FieldWriter = { key: null; text: string } | { key: string; text: string; write: ValueWriter }

function joinFields(fields: readonly FieldWriter[]): (object: JsonObject) => string | null {
  return object => {
    let text = '{'
    for (let at = 0; at < fields.length; at++) {
      const field = fields[at] as FieldWriter
      if (field.key === null) {
        text += field.text
        continue
      }
      const value = field.write(object[field.key])
      if (value === null) return null
      text += field.text + value
    }
    return `${text}}`
  }
}

function writeList(writeItem: ValueWriter): ValueWriter {
  return value => {
    if (!Array.isArray(value)) return null
    let text = '['
    for (let at = 0; at < value.length; at++) {
      const item = writeItem(value[at])
      if (item === null) return null
      text += at === 0 ? item : `,${item}`
    }
    return `${text}]`
  }
}

/** The type that an object of a declared type has; null when it is none that clients may see there. */
export function concreteType(
  schema: GraphQLSchema,
  declared: GraphQLCompositeType,
  typename: unknown,
): ShapedType | null {
  if (isObjectType(declared)) return declared
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined
  if (!isObjectType(type) && !isInterfaceType(type)) return null
  return type === declared || schema.isSubType(declared, type) ? type : null
}
