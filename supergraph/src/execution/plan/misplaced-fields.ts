import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { fieldType } from './field-type.ts'
import type { FetchNode, PlanNode, RequiredSelection, SubgraphRequest } from './query-plan.ts'
import { argumentOf, graphsOf, textOf, usesOf } from './subgraph-types.ts'
import { withoutFragments } from './without-fragments.ts'

/** How a subgraph has a field that it cannot answer everywhere. */
interface DependentField {
  /** It has the field for keys and requirements only. */
  isExternal: boolean
  /** Fields of the same object that it must be given to compute the field. */
  requires: readonly string[]
  /** What of the field's own fields it can answer there, though they are external. */
  provides: readonly SelectionSetNode[]
}

/**
 * Says whether a plan asks a subgraph for what it cannot answer at that place: an external field that nothing provides, or
 * a field whose requirements are neither sent with the entity nor at hand there. Subgraphs answer that with something, or null.
 * So is a fragment that can stand for no object there.
 * @param schema the full schema of the supergraph
 */
export function createMisplacedFieldCheck(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): (plan: PlanNode | null) => boolean {
  const { dependent, keys } = readDependentFields(supergraph)

  /** Where two objects of different types meet, a subgraph refuses the operation. */
  const isOtherObject = (condition: string, type: string) =>
    condition !== type && isObjectType(schema.getType(condition)) && isObjectType(schema.getType(type))

  const isMisplaced = ({ subgraph, operation }: SubgraphRequest, sent: ReadonlySet<string>): boolean => {
    const definition = withoutFragments(parse(operation, { noLocation: true }))
    if (!definition) return false

    /** @param given what is provided here; @param isEntity whether the objects come with what is sent */
    const below = (
      set: SelectionSetNode,
      type: string,
      given: readonly SelectionSetNode[],
      isEntity: boolean,
    ): boolean =>
      set.selections.some(selection => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return false
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? type
          return isOtherObject(condition, type) || below(selection.selectionSet, condition, given, isEntity)
        }
        const name = selection.name.value
        if (name === '_entities') return below(setBelow(selection), '', [], true)
        const pathOf = (field: string) => `${subgraph} ${type}.${field}`
        const provided = (field: string) =>
          given.flatMap(each => fieldsOf(each)).filter(each => each.name.value === field)
        const isAtHand = (field: string) =>
          !dependent.get(pathOf(field))?.isExternal || keys.has(pathOf(field)) || provided(field).length > 0
        const isSent = (field: string) => isEntity && sent.has(field)
        const field = dependent.get(pathOf(name))
        if (!isAtHand(name)) return true
        if (field?.requires.some(required => !isSent(required) && !isAtHand(required))) return true
        const givenBelow = [...provided(name).map(setBelow), ...(field?.provides ?? [])]
        return below(setBelow(selection), fieldType(schema, type, name), givenBelow, false)
      })
    const root = schema.getRootType(definition.operation)?.name ?? ''
    return below(definition.selectionSet, root, [], false)
  }

  const isWrong = (plan: PlanNode): boolean => {
    if (plan.kind === 'sequence' || plan.kind === 'parallel') return plan.nodes.some(isWrong)
    const groups = plan.kind === 'batch' ? plan.fetch.groups : [plan.fetch]
    return isMisplaced(plan.fetch, new Set(groups.flatMap(sentWith)))
  }
  return plan => plan !== null && isWrong(plan)
}

/** Dependent fields and keys, each by subgraph, type and name. */
function readDependentFields(supergraph: DocumentNode) {
  const names = graphsOf(supergraph)
  const dependent = new Map<string, DependentField>()
  const keys = new Set<string>()
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    const { name, directives, fields = [] } = definition
    const pathOf = (graph = '', field: string) => `${names.get(graph)} ${name.value}.${field}`
    for (const use of usesOf(directives, 'join__type'))
      for (const field of textOf(use, 'key')?.match(/\w+/g) ?? [])
        keys.add(pathOf(textOf(use, 'graph'), field))
    for (const field of fields)
      for (const use of usesOf(field.directives, 'join__field')) {
        dependent.set(pathOf(textOf(use, 'graph'), field.name.value), {
          isExternal: argumentOf(use, 'external') !== undefined,
          requires: selectionOf(textOf(use, 'requires'))
            .flatMap(fieldsOf)
            .map(required => required.name.value),
          provides: selectionOf(textOf(use, 'provides')),
        })
      }
  }
  return { dependent, keys }
}

function selectionOf(fields: string | undefined): SelectionSetNode[] {
  if (fields === undefined) return []
  return parse(`{${fields}}`, { noLocation: true }).definitions.flatMap(definition =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : [],
  )
}

const NOTHING: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] }

const setBelow = ({ selectionSet = NOTHING }: FieldNode) => selectionSet

/** The fields of a selection set, whatever types they are on. */
function fieldsOf({ selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return selection
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : []
  })
}

/** The names under which fields are sent with an entity, whatever types they are on. */
function sentWith({ requires, inputRewrites }: Pick<FetchNode, 'requires' | 'inputRewrites'>): string[] {
  const renamed = inputRewrites.flatMap(rewrite => (rewrite.kind === 'rename' ? rewrite.to : []))
  return [...(requires ?? []).flatMap(sentNames), ...renamed]
}

function sentNames(selection: RequiredSelection): string[] {
  return selection.kind === 'field' ? [selection.send] : selection.selections.flatMap(sentNames)
}
