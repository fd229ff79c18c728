import {
  type DocumentNode,
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql'
import { responseName } from './selections.ts'

/**
 * Gives a field of a client's document the response name under which subgraphs are asked for it. It differs from the
 * client's own where that stands for something else too.
 */
export type PrivateNames = (field: FieldNode) => string

/** A client's own name that begins so is put behind it once more, so that it is never one of ours. */
const PREFIX = '_client_'

/**
 * Finds names that planners would mix up, for each document.
 * - What subgraphs need for keys, requirements and contexts (`@fromContext`): a client may use those names for other things, as an alias or with
 *   arguments of its own.
 * - What one document uses for several things: objects of different types may answer to one name with different fields or
 *   arguments. Planners ask for an entity that both refer to once, and take one of the two for the other.
 */
export function createPrivateNames(supergraph: DocumentNode): (document: DocumentNode) => PrivateNames {
  const needed = readNeededNames(supergraph)
  const isPlain = (name: string, field: FieldNode): boolean => {
    if (name.startsWith(PREFIX) || name === '__proto__') return false
    if (name === '__typename' && field.name.value !== name) return false
    const withArguments = needed.get(name)
    if (withArguments === undefined) return true
    return field.name.value === name && !withArguments && !field.arguments?.length
  }
  return document => {
    const meanings = readMeanings(document)
    return field => {
      const name = responseName(field)
      if (needed.has(name) && isPlain(name, field)) return name
      const at = meanings.get(name)?.indexOf(meaningOf(field)) ?? 0
      if (at > 0) return `${PREFIX}${at + 1}_${name}`
      return isPlain(name, field) ? name : PREFIX + name
    }
  }
}

/** By response name, all that a document means by it, in its order. */
function readMeanings(document: DocumentNode): Map<string, string[]> {
  const meanings = new Map<string, string[]>()
  visit(document, {
    Field(node) {
      const name = responseName(node)
      const known = meanings.get(name) ?? []
      const meaning = meaningOf(node)
      if (!known.includes(meaning)) meanings.set(name, [...known, meaning])
    },
  })
  return meanings
}

const meaningOf = ({ name, arguments: given = [] }: FieldNode) =>
  [name.value, ...given.map(print).sort()].join(' ')

/** By name, what keys, requirements and contexts ask for: whether they do so with arguments. */
function readNeededNames(supergraph: DocumentNode): Map<string, boolean> {
  const needed = new Map<string, boolean>()
  visit(supergraph, {
    Directive(node) {
      if (node.name.value !== 'join__field' && node.name.value !== 'join__type') return
      for (const { name, value } of node.arguments ?? []) {
        if (/^(key|requires)$/.test(name.value) && value.kind === Kind.STRING)
          gather(`{${value.value}}`, needed)
        if (name.value === 'contextArguments')
          for (const selection of selectionsIn(value)) gather(selection, needed)
      }
    },
  })
  return needed
}

/** The selections of `contextArguments`: `{ field }`, or fragments without braces around them. */
function selectionsIn(contexts: ValueNode): string[] {
  if (contexts.kind === Kind.LIST) return contexts.values.flatMap(selectionsIn)
  if (contexts.kind !== Kind.OBJECT) return []
  return contexts.fields.flatMap(({ name, value }) => {
    if (name.value !== 'selection' || value.kind !== Kind.STRING) return []
    return value.value.trim().startsWith('{') ? value.value : `{${value.value}}`
  })
}

function gather(selection: string, needed: Map<string, boolean>): void {
  const add = (set: SelectionSetNode) =>
    visit(set, {
      Field({ name, arguments: given }) {
        needed.set(name.value, (needed.get(name.value) ?? false) || (given?.length ?? 0) > 0)
      },
    })
  for (const definition of parse(selection, { noLocation: true }).definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet)
}
