import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'
import type { PlanNode, SubgraphRequest } from './query-plan.ts'
import { argumentOf, graphsOf, textOf, usesOf } from './subgraph-types.ts'
import { withoutFragments } from './without-fragments.ts'

/** How a subgraph has a field that it cannot answer everywhere. */
interface DependentField {
  /** It has the field for keys and requirements only. */
  isExternal: boolean
  /** It computes the field from what it must be given with the entity. */
  hasRequirements: boolean
  /** What of the field's own fields it can answer there, though they are external. */
  provides: readonly SelectionSetNode[]
}

/**
 * Says whether a plan asks a subgraph for what it cannot answer at that place: an external field that nothing provides, or
 * a field with requirements of an entity for which none are sent. Subgraphs answer that with something, or null.
 * @param schema the full schema of the supergraph
 */
export function createMisplacedFieldCheck(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): (plan: PlanNode | null) => boolean {
  const { dependent, keys } = readDependentFields(supergraph)

  const isMisplaced = ({ subgraph, operation }: SubgraphRequest): boolean => {
    const definition = withoutFragments(parse(operation, { noLocation: true }))
    if (!definition) return false

    /** @param given what is provided here; @param isEntity whether the objects come with what their fields require */
    const below = (
      set: SelectionSetNode,
      type: string,
      given: readonly SelectionSetNode[],
      isEntity: boolean,
    ): boolean =>
      set.selections.some(selection => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return false
        if (selection.kind === Kind.INLINE_FRAGMENT)
          return below(selection.selectionSet, selection.typeCondition?.name.value ?? type, given, isEntity)
        const name = selection.name.value
        if (name === '_entities') return below(setBelow(selection), '', [], true)
        const path = `${subgraph} ${type}.${name}`
        const field = dependent.get(path)
        const provided = given.flatMap(each => fieldsOf(each)).filter(each => each.name.value === name)
        if (field?.isExternal && provided.length === 0 && !keys.has(path)) return true
        if (field?.hasRequirements && !isEntity) return true
        const givenBelow = [...provided.map(setBelow), ...(field?.provides ?? [])]
        return below(setBelow(selection), typeOf(schema, type, name), givenBelow, false)
      })
    const root = schema.getRootType(definition.operation)?.name ?? ''
    return below(definition.selectionSet, root, [], false)
  }

  const isWrong = (plan: PlanNode): boolean =>
    plan.kind === 'fetch' || plan.kind === 'batch' ? isMisplaced(plan.fetch) : plan.nodes.some(isWrong)
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
        const provides = textOf(use, 'provides')
        dependent.set(pathOf(textOf(use, 'graph'), field.name.value), {
          isExternal: argumentOf(use, 'external') !== undefined,
          hasRequirements: argumentOf(use, 'requires') !== undefined,
          provides: provides === undefined ? [] : selectionOf(provides),
        })
      }
  }
  return { dependent, keys }
}

function selectionOf(fields: string): SelectionSetNode[] {
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

function typeOf(schema: GraphQLSchema, parent: string, field: string): string {
  const type = schema.getType(parent)
  const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined
  return found ? getNamedType(found.type).name : ''
}
