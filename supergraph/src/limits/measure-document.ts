import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { tooLarge } from './too-large.ts'

/** What is in a part of a document, its fragments written out. */
export interface Measure {
  depth: number
  nesting: number
  rootFields: number
  fields: number
  selections: number
  introspections: number
  aliases: number
  directives: number
  variables: number
  inputDepth: number
}

const nothing = (): Measure => ({
  depth: 0,
  nesting: 0,
  rootFields: 0,
  fields: 0,
  selections: 0,
  introspections: 0,
  aliases: 0,
  directives: 0,
  variables: 0,
  inputDepth: 0,
})

const INTROSPECTING = new Set(['__schema', '__type'])

/** The fragments of a document by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** Finds the fragments of a document. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
}

/** Measures the parts of one document. */
export interface Measuring {
  /** @throws GraphQLError when a fragment contains itself */
  measure(definition: OperationDefinitionNode | FragmentDefinitionNode): Measure
  /** Whether a fragment was part of something that was measured. */
  isMeasured(fragment: string): boolean
}

/**
 * Measures operations and fragments as if all fragments were written out, in time that grows with the document only:
 * each fragment is measured once.
 */
export function createMeasuring(fragments: Fragments): Measuring {
  const measured = new Map<string, Measure>()
  const underWay = new Set<string>()

  const measureFragment = (name: string): Measure => {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    if (!fragment) return nothing()
    if (underWay.has(name)) throw tooLarge(`The fragment ${name} contains itself.`, 'CYCLIC_FRAGMENT')
    underWay.add(name)
    const measure = measureSet(fragment.selectionSet)
    addDirectives(measure, fragment.directives)
    underWay.delete(name)
    measured.set(name, measure)
    return measure
  }

  const measureSet = (set: SelectionSetNode): Measure => {
    const total = nothing()
    total.nesting = 1
    for (const selection of set.selections) {
      total.selections += 1
      addDirectives(total, selection.directives)
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet
            ? measureSet(selection.selectionSet)
            : null
      if (selection.kind === Kind.FIELD) {
        total.rootFields += 1
        total.fields += 1
        if (selection.alias) total.aliases += 1
        if (INTROSPECTING.has(selection.name.value)) total.introspections += 1 + (inner?.aliases ?? 0)
        total.depth = Math.max(total.depth, 1 + (inner?.depth ?? 0))
        for (const { value } of selection.arguments ?? []) {
          total.inputDepth = Math.max(total.inputDepth, depthOfLiteral(value))
        }
      } else if (inner) {
        total.rootFields += inner.rootFields
        total.depth = Math.max(total.depth, inner.depth)
      }
      if (!inner) continue
      total.nesting = Math.max(total.nesting, 1 + inner.nesting)
      total.selections += inner.selections
      total.introspections += inner.introspections
      total.aliases += inner.aliases
      total.directives += inner.directives
      total.fields += inner.fields
      total.inputDepth = Math.max(total.inputDepth, inner.inputDepth)
    }
    return total
  }

  const measure = (definition: OperationDefinitionNode | FragmentDefinitionNode): Measure => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return measureFragment(definition.name.value)
    const total = measureSet(definition.selectionSet)
    addDirectives(total, definition.directives)
    total.variables = definition.variableDefinitions?.length ?? 0
    for (const { directives, defaultValue } of definition.variableDefinitions ?? []) {
      addDirectives(total, directives)
      if (defaultValue) total.inputDepth = Math.max(total.inputDepth, depthOfLiteral(defaultValue))
    }
    return total
  }
  return { measure, isMeasured: fragment => measured.has(fragment) }
}

function addDirectives(total: Measure, directives: readonly DirectiveNode[] | undefined): void {
  for (const { arguments: given } of directives ?? []) {
    total.directives += 1
    for (const { value } of given ?? []) {
      total.inputDepth = Math.max(total.inputDepth, depthOfLiteral(value))
    }
  }
}

function depthOfLiteral(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + deepest(value.values)
  if (value.kind === Kind.OBJECT) return 1 + deepest(value.fields.map(field => field.value))
  return 0
}

function deepest(values: readonly ValueNode[]): number {
  let depth = 0
  for (const value of values) depth = Math.max(depth, depthOfLiteral(value))
  return depth
}
