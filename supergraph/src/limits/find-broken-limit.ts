import { type DocumentNode, GraphQLError, Kind } from 'graphql'
import { countRepetitions } from './count-repetitions.ts'
import type { DocumentLimits } from './document-limits.ts'
import { createMeasuring, fragmentsOf } from './measure-document.ts'
import { tooLarge } from './too-large.ts'

const MEASURED = {
  depth: 'levels of fields',
  nesting: 'levels of selections',
  rootFields: 'fields at its root',
  fields: 'fields',
  selections: 'fields and fragments',
  introspections: 'readings of the schema',
  aliases: 'aliases',
  directives: 'directives',
  variables: 'variables',
  inputDepth: 'levels of lists and objects in an argument',
} as const

/** The first limit that a document breaks, before anything else is done with it; null when it breaks none. */
export function findBrokenLimit(document: DocumentNode, limits: DocumentLimits): GraphQLError | null {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length
  if (operations > limits.operations) {
    return tooLarge(`The document has ${operations} operations; ${limits.operations} are allowed.`)
  }
  const fragments = fragmentsOf(document)
  if (fragments.size > limits.fragments) {
    return tooLarge(`The document has ${fragments.size} fragments; ${limits.fragments} are allowed.`)
  }
  const measure = createMeasuring(fragments)
  try {
    for (const definition of document.definitions) {
      const isOperation = definition.kind === Kind.OPERATION_DEFINITION
      if (!isOperation && definition.kind !== Kind.FRAGMENT_DEFINITION) continue
      const measured = measure(definition)
      const what = isOperation ? 'The operation' : `The fragment ${definition.name.value}`
      for (const [name, words] of Object.entries(MEASURED) as [keyof typeof MEASURED, string][]) {
        if (name === 'rootFields' && !isOperation) continue
        if (measured[name] > limits[name]) {
          return tooLarge(`${what} has ${measured[name]} ${words}; ${limits[name]} are allowed.`)
        }
      }
      if (countRepetitions(definition.selectionSet, fragments, limits.repetitions) > limits.repetitions) {
        return tooLarge(`${what} asks for the same fields too many times.`)
      }
    }
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}
