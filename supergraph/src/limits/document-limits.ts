import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** How large a document may be. */
export interface DocumentLimits {
  /** Fields inside of fields. Default 15. */
  depth: number
  /** Aliases, counted as often as fragments repeat them. Default 50. */
  aliases: number
  /** Directives, counted likewise. Default 50. */
  directives: number
  /** Fields, counted likewise. Default 5,000. */
  fields: number
  /** Lexical tokens; the parser stops there. Default 5,000. */
  tokens: number
}

/** The defaults of {@link DocumentLimits}. */
export const DOCUMENT_LIMITS: DocumentLimits = {
  depth: 15,
  aliases: 50,
  directives: 50,
  fields: 5000,
  tokens: 5000,
}

const MEASURES = ['depth', 'aliases', 'directives', 'fields'] as const
const WHAT = { depth: 'levels of fields', aliases: 'aliases', directives: 'directives', fields: 'fields' }

interface Measure {
  depth: number
  aliases: number
  directives: number
  fields: number
}

/**
 * Measures every operation of a document as if its fragments were written out, in time that grows with the document
 * only. The first limit that is broken is reported; null when none is.
 */
export function findBrokenLimit(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, Measure>()
  const underWay = new Set<string>()

  const measureFragment = (name: string): Measure => {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    if (!fragment) return { depth: 0, aliases: 0, directives: 0, fields: 0 }
    if (underWay.has(name)) throw tooLarge(`The fragment ${name} contains itself`, 'CYCLIC_FRAGMENT')
    underWay.add(name)
    const measure = measureSet(fragment.selectionSet)
    underWay.delete(name)
    measured.set(name, measure)
    return measure
  }

  const measureSet = (set: SelectionSetNode): Measure => {
    const total: Measure = { depth: 0, aliases: 0, directives: 0, fields: 0 }
    for (const selection of set.selections) {
      total.directives += selection.directives?.length ?? 0
      let inner: Measure | null = null
      if (selection.kind === Kind.FRAGMENT_SPREAD) inner = measureFragment(selection.name.value)
      else if (selection.selectionSet) inner = measureSet(selection.selectionSet)
      const isField = selection.kind === Kind.FIELD
      if (isField) {
        total.fields += 1
        if (selection.alias) total.aliases += 1
      }
      total.depth = Math.max(total.depth, (inner?.depth ?? 0) + (isField ? 1 : 0))
      total.aliases += inner?.aliases ?? 0
      total.directives += inner?.directives ?? 0
      total.fields += inner?.fields ?? 0
    }
    return total
  }

  try {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const measure = measureSet(definition.selectionSet)
      measure.directives += directivesOfDefinition(definition)
      for (const name of MEASURES) {
        if (measure[name] > limits[name]) {
          return tooLarge(`The operation has ${measure[name]} ${WHAT[name]}; ${limits[name]} are allowed.`)
        }
      }
    }
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function directivesOfDefinition(operation: OperationDefinitionNode): number {
  const onVariables = operation.variableDefinitions?.map(variable => variable.directives?.length ?? 0) ?? []
  return [operation.directives?.length ?? 0, ...onVariables].reduce((sum, count) => sum + count, 0)
}

function tooLarge(message: string, code = 'OPERATION_TOO_LARGE'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400, spec: true } } })
}
