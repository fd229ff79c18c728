import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql'
import { readEntityFields } from './entity-fields.ts'
import type { FetchNode, PathStep } from './query-plan.ts'
import { createEntityReads, type Put } from './read-entities.ts'
import type { RemainingDocument } from './remaining-document.ts'
import { on, responseName } from './selections.ts'
import { readSubgraphTypes } from './subgraph-types.ts'
import type { TypeConditions } from './type-conditions.ts'
import { withoutFragments } from './without-fragments.ts'

/** An operation in stages. */
export interface StagedOperation {
  /** What has to be planned: requirements stand in it for the fields that are computed from them. */
  first: RemainingDocument
  /** The fetches that compute the fields, in their order, when all of the first is there. */
  later: FetchNode[]
}

/** Takes an operation apart into stages; null when nothing in it is computed. */
export type Staging = (document: DocumentNode) => StagedOperation | null

/**
 * Leaves to a planner no field that is computed from others (`@requires`): that is where planners fail, above all where
 * requirements are computed from requirements of other subgraphs, or of interface objects. Each such field is read, once its
 * requirements are there, from the subgraph that computes it, by an entity fetch made here (read-entities.ts).
 * @param schema the full schema of the supergraph
 */
export function createStaging(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  types: TypeConditions,
): Staging {
  const fields = readEntityFields(supergraph)
  const subgraphs = readSubgraphTypes(supergraph)
  return document => {
    const operation = withoutFragments(document)
    const root = operation && schema.getRootType(operation.operation)
    if (!operation || !root) return null
    const reads = createEntityReads({ schema, types, fields, subgraphs }, operation)

    const stage: Put = (set, type, path) => ({
      ...set,
      selections: set.selections.flatMap((selection): readonly SelectionNode[] => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection]
        if (selection.kind === Kind.FIELD) return stageField(selection, type, path)
        const condition = selection.typeCondition?.name.value ?? type
        const narrowed: PathStep[] =
          condition === type ? path : [...path, { kind: 'types', names: types(condition) }]
        return [{ ...selection, selectionSet: stage(selection.selectionSet, condition, narrowed) }]
      }),
    })

    const stageField = (field: FieldNode, type: string, path: PathStep[]): readonly SelectionNode[] => {
      const parent = schema.getType(type)
      const name = field.name.value
      if (!isObjectType(parent) && !isInterfaceType(parent)) return [field]
      const definition = parent.getFields()[name]
      if (!definition) return [field]
      if (isInterfaceType(parent)) {
        const members = schema.getPossibleTypes(parent).map(member => member.name)
        if (members.some(member => fields.computed(member, name).length > 0))
          return members.map(member => {
            const narrowed: PathStep[] = [...path, { kind: 'types', names: types(member) }]
            const selectionSet = stage({ kind: Kind.SELECTION_SET, selections: [field] }, member, narrowed)
            return { ...on(member), selectionSet }
          })
      }
      const computed = fields.computed(type, name)
      const placed = computed.length > 0 ? reads.read(field, computed, type, path, stage) : null
      if (placed) return placed.selections
      if (!field.selectionSet) return [field]
      const below: PathStep[] = [...path, { kind: 'field', name: responseName(field) }]
      for (let list = definition.type; isListType(list) || isNonNullType(list); list = list.ofType)
        if (isListType(list)) below.push({ kind: 'each' })
      return [
        { ...field, selectionSet: stage(field.selectionSet, getNamedType(definition.type).name, below) },
      ]
    }

    const staged = { ...operation, selectionSet: stage(operation.selectionSet, root.name, []) }
    if (reads.fetches.length === 0) return null
    return {
      first: { operation: staged, document: { kind: Kind.DOCUMENT, definitions: [staged] } },
      later: reads.fetches,
    }
  }
}
