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
  const operations = document.definitions.filter(each => each.kind === Kind.OPERATION_DEFINITION)
  if (operations.length > limits.operations) {
    return tooLarge(`The document has ${operations.length} operations; ${limits.operations} are allowed.`)
  }
  const defined = document.definitions.filter(each => each.kind === Kind.FRAGMENT_DEFINITION)
  if (defined.length > limits.fragments) {
    return tooLarge(`The document has ${defined.length} fragments; ${limits.fragments} are allowed.`)
  }
  const fragments = fragmentsOf(document)
  const twin = defined.find(each => fragments.get(each.name.value) !== each)
  if (twin) {
    // What is below looks at one of each name, validation would look at all.
    return tooLarge(`There are several fragments named ${twin.name.value}.`, 'GRAPHQL_VALIDATION_FAILED')
  }
  const { measure, isMeasured } = createMeasuring(fragments)
  let selections = 0
  let repetitions = 0
  try {
    for (const definition of [...operations, ...defined]) {
      const isOperation = definition.kind === Kind.OPERATION_DEFINITION
      if (!isOperation && isMeasured(definition.name.value)) continue
      const measured = measure(definition)
      const what = isOperation ? 'The operation' : `The fragment ${definition.name.value}`
      for (const [name, words] of Object.entries(MEASURED) as [keyof typeof MEASURED, string][]) {
        if (name === 'rootFields' && !isOperation) continue
        if (measured[name] > limits[name]) {
          return tooLarge(`${what} has ${measured[name]} ${words}; ${limits[name]} are allowed.`)
        }
      }
      selections += measured.selections
      if (selections > limits.selections) {
        return tooLarge(
          `The document has more than ${limits.selections} fields and fragments, as often as they are spread.`,
        )
      }
      repetitions += countRepetitions(definition.selectionSet, fragments, limits.repetitions - repetitions)
      if (repetitions > limits.repetitions) {
        return tooLarge(`${what} asks for the same fields, or for fragments in one place, too many times.`)
      }
    }
    return null
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}
