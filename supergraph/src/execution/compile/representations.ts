import { isJsonObject, type JsonObject } from '../json.ts'
import type { RequiredSelection, Rewrite } from '../plan/query-plan.ts'
import type { TypeConditions } from '../plan/type-conditions.ts'
import { deepMerge } from './deep-merge.ts'
import { constantText, quote } from './json-text.ts'
import { compileRewrites } from './rewrites.ts'

/** Writes an entity's representation as JSON; null when the entity lacks what the subgraph needs to know it by. */
export type RepresentationWriter = (entity: JsonObject) => string | null

/** How the entities that a fetch requires are written. */
export interface Representations {
  write: RepresentationWriter
  /** The field that alone tells entities of one type apart; null when more than one does, or something else. */
  onlyKey: string | null
}

/**
 * Compiles what a fetch requires. Representations of scalars only, which nearly all are, are written without
 * building an object first; `inputRewrites` and nested selections take the general way.
 */
export function compileRepresentations(
  requires: readonly RequiredSelection[],
  inputRewrites: readonly Rewrite[],
  types: TypeConditions,
): Representations {
  const rewrite = compileRewrites(inputRewrites)
  const project = compileProjection(requires, types)
  const general: RepresentationWriter = entity => {
    const representation = project(entity)
    if (!isJsonObject(representation) || !representation['__typename']) return null
    rewrite?.(representation)
    return JSON.stringify(representation)
  }
  if (rewrite || !requires.every(isFlat)) return { write: general, onlyKey: null }
  const byType = new Map<unknown, RepresentationWriter>()
  const write: RepresentationWriter = entity => {
    const typename = entity['__typename']
    if (typeof typename !== 'string') return null
    let writer = byType.get(typename)
    if (!writer) {
      writer = compileFlat(requires, typename, types) ?? general
      byType.set(typename, writer)
    }
    return writer(entity)
  }
  const keys = fieldsOf(requires)
  keys.delete('__typename')
  const [onlyKey = null] = keys.size === 1 ? keys : []
  return { write, onlyKey }
}

function isFlat(selection: RequiredSelection): boolean {
  if (selection.kind === 'field') return false
  return selection.selections.every(
    inner => inner.kind === 'field' && !inner.selections && inner.read === inner.send,
  )
}

function compileFlat(
  requires: readonly RequiredSelection[],
  typename: string,
  types: TypeConditions,
): RepresentationWriter | null {
  const fitting = requires.filter(
    selection => selection.kind === 'fragment' && types(selection.on).has(typename),
  )
  const keys = fieldsOf(fitting)
  if (fitting.length !== 1 || !keys.delete('__typename')) return null
  const names = [...keys]
  const heads = names.map(name => `,${constantText(name)}:`)
  const start = `{"__typename":${constantText(typename)}`
  return entity => {
    let text = start
    for (let index = 0; index < names.length; index++) {
      const value = entity[names[index] ?? '']
      if (value === undefined) return null
      text += heads[index]
      text += typeof value === 'string' ? quote(value) : JSON.stringify(value)
    }
    return `${text}}`
  }
}

/** The names of the fields in flat selections. */
function fieldsOf(flat: readonly RequiredSelection[]): Set<string> {
  const names = flat.flatMap(selection =>
    selection.kind === 'fragment'
      ? selection.selections.flatMap(inner => (inner.kind === 'field' ? [inner.read] : []))
      : [],
  )
  return new Set(names)
}

type Projection = (value: unknown) => unknown

/** Picks what a selection names out of a value; undefined when a field of it is not known. */
function compileProjection(selections: readonly RequiredSelection[], types: TypeConditions): Projection {
  const parts = selections.map(selection => compilePart(selection, types))
  return value => {
    if (!isJsonObject(value)) return null
    const picked: JsonObject = {}
    for (const part of parts) if (!part(value, picked)) return undefined
    return picked
  }
}

/** Adds its part of `entity` to `picked`; false when the entity lacks it. */
type Part = (entity: JsonObject, picked: JsonObject) => boolean

function compilePart(selection: RequiredSelection, types: TypeConditions): Part {
  if (selection.kind === 'fragment') {
    const names = types(selection.on)
    const inner = compileProjection(selection.selections, types)
    return (entity, picked) => {
      const typename = entity['__typename']
      if (typeof typename !== 'string' || !names.has(typename)) return true
      const part = inner(entity)
      if (isJsonObject(part)) deepMerge(picked, part, types)
      return true
    }
  }
  const { read, send } = selection
  const inner = selection.selections ? compileProjection(selection.selections, types) : null
  const pick = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(item => pick(item))
    return inner && value !== null ? (inner(value) ?? null) : value
  }
  return (entity, picked) => {
    const value = entity[read]
    if (value === undefined) return false
    picked[send] = pick(value)
    return true
  }
}
