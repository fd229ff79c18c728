import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { type ComputedField, readComputedFields } from './computed-fields.ts'
import type { FetchNode, PathStep, RequiredSelection } from './query-plan.ts'
import type { RemainingDocument } from './remaining-document.ts'
import type { TypeConditions } from './type-conditions.ts'
import { TYPENAME } from './typename.ts'
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
 * requirements are computed from requirements of other subgraphs. Each such field is read, once its requirements are there,
 * from the subgraph that computes it, by an entity fetch made here. Fields with fields of their own are left to planners.
 * @param schema the full schema of the supergraph
 */
export function createStaging(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  types: TypeConditions,
): Staging {
  const computed = readComputedFields(supergraph)
  return document => {
    const operation = withoutFragments(document)
    const root = operation && schema.getRootType(operation.operation)
    if (!operation || !root) return null
    const later: FetchNode[] = []
    const known = new Set<string>()
    let aliases = 0

    const stage = (set: SelectionSetNode, type: string, path: PathStep[]): SelectionSetNode => ({
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
      if (!isObjectType(parent) && !isInterfaceType(parent)) return [field]
      const definition = parent.getFields()[field.name.value]
      if (!definition) return [field]
      if (isInterfaceType(parent)) {
        const members = schema.getPossibleTypes(parent).map(({ name }) => name)
        if (members.some(member => computed.has(`${member}.${field.name.value}`)))
          return members.map(member => ({
            kind: Kind.INLINE_FRAGMENT,
            typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: member } },
            selectionSet: stage({ kind: Kind.SELECTION_SET, selections: [field] }, member, [
              ...path,
              { kind: 'types', names: types(member) },
            ]),
          }))
      }
      const named = getNamedType(definition.type)
      const rule = computed.get(`${type}.${field.name.value}`)
      if (rule && isLeafType(named)) return compute(field, rule, type, path)
      if (!field.selectionSet) return [field]
      const below: PathStep[] = [...path, { kind: 'field', name: responseName(field) }]
      for (let list = definition.type; isListType(list) || isNonNullType(list); list = list.ofType)
        if (isListType(list)) below.push({ kind: 'each' })
      return [{ ...field, selectionSet: stage(field.selectionSet, named.name, below) }]
    }

    const compute = (
      field: FieldNode,
      rule: ComputedField,
      type: string,
      path: PathStep[],
    ): readonly SelectionNode[] => {
      const needed = [TYPENAME, ...rule.key, ...rule.requires.map(withOwnNames)]
      // Requirements that are computed themselves have their fetches before this one.
      const { selections } = stage({ kind: Kind.SELECTION_SET, selections: needed }, type, path)
      const fetch: FetchNode = {
        subgraph: rule.subgraph,
        ...entityOperation(field, type, operation),
        isRead: true,
        path,
        requires: [{ kind: 'fragment', on: type, selections: needed.map(required) }],
        inputRewrites: [],
        outputRewrites: [],
        contexts: [],
      }
      const place = `${path.map(nameOfStep).join(' ')} ${fetch.operation}`
      if (!known.has(place)) later.push(fetch)
      known.add(place)
      return selections
    }

    /** What is required with arguments is asked for under a name of its own: others may ask for it with other arguments. */
    const withOwnNames = (selection: SelectionNode): SelectionNode =>
      visit(selection, {
        Field: node =>
          node.arguments?.length
            ? { ...node, alias: { kind: Kind.NAME, value: `_required_${++aliases}` } }
            : undefined,
      })

    const staged = { ...operation, selectionSet: stage(operation.selectionSet, root.name, []) }
    if (later.length === 0) return null
    return {
      first: { operation: staged, document: { kind: Kind.DOCUMENT, definitions: [staged] } },
      later,
    }
  }
}

const responseName = (field: FieldNode) => (field.alias ?? field.name).value

const nameOfStep = (step: PathStep) =>
  step.kind === 'field' ? step.name : step.kind === 'each' ? '@' : [...step.names].join('|')

/** The text of an operation that reads one field of entities, with the names of the client's variables in it. */
function entityOperation(field: FieldNode, type: string, { variableDefinitions }: OperationDefinitionNode) {
  const variables = new Set<string>()
  visit(field, { Variable: ({ name }) => void variables.add(name.value) })
  const declared = (variableDefinitions ?? [])
    .filter(({ variable }) => variables.has(variable.name.value))
    .map(definition => `,${print({ ...definition, directives: [] })}`)
  const operation = `query($representations:[_Any!]!${declared.join('')}){_entities(representations:$representations){...on ${type}{${print(field)}}}}`
  return { operation, variables: [...variables] }
}

function required(selection: SelectionNode): RequiredSelection {
  if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('Requirements have no named fragments')
  const selections = selection.selectionSet?.selections.map(required) ?? null
  if (selection.kind === Kind.FIELD)
    return { kind: 'field', read: responseName(selection), send: selection.name.value, selections }
  return { kind: 'fragment', on: selection.typeCondition?.name.value ?? '', selections: selections ?? [] }
}
