import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql'
import type { FetchNode, PathStep, PlanNode, QueryPlan } from './query-plan.ts'
import type { RemainingDocument } from './remaining-document.ts'
import { selectUnionMembers } from './select-union-members.ts'
import { both, createSelectedFields, isSameField, type ObjectNames } from './selected-fields.ts'
import { readSubgraphTypes } from './subgraph-types.ts'
import { withoutFragments } from './without-fragments.ts'

/** Completes the plan of an operation. */
export type UnionMemberKeeper = (plan: QueryPlan, remaining: RemainingDocument) => QueryPlan

/** Selection sets of the client, and the objects that stand where they do. */
interface Place {
  sets: readonly SelectionSetNode[]
  objects: ObjectNames
}

/**
 * Asks each subgraph for all members that it has of a union. Where several subgraphs can answer a field and their unions
 * differ, planners ask the one they choose for the members alone that all of them have. What is selected of the others
 * would be null without an error, where they have no key by which it could be asked for later.
 * @param schema the full schema of the supergraph
 * @returns null where no union differs, so that there is nothing to complete
 */
export function createUnionMemberKeeper(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): UnionMemberKeeper | null {
  const subgraphs = readSubgraphTypes(supergraph)
  const unions = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isUnionType(type)) continue
    for (const { possible } of subgraphs.values())
      if (possible(type.name).length % type.getTypes().length !== 0) unions.add(type.name)
  }
  if (unions.size === 0) return null

  const possible = (name: string): ReadonlySet<string> => {
    const type = schema.getType(name)
    return new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map(object => object.name) : [name])
  }
  const typeOf = (objects: ObjectNames, field: string): string | null => {
    for (const object of objects ?? []) {
      const type = schema.getType(object)
      const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined
      if (found) return getNamedType(found.type).name
    }
    return null
  }

  return (plan, { document, operation }) => {
    const fields = createSelectedFields(document, possible)
    const rootType = schema.getRootType(operation.operation)?.name ?? ''
    const root: Place = { sets: [operation.selectionSet], objects: new Set([rootType]) }

    const step = ({ sets, objects }: Place, next: PathStep): Place => {
      if (next.kind === 'each') return { sets, objects }
      if (next.kind === 'types') return { sets, objects: both(objects, next.names) }
      const nodes = fields.of(sets, objects).get(next.name) ?? []
      const type = nodes[0] && typeOf(objects, nodes[0].name.value)
      if (!type || !isSameField(nodes)) return { sets: [], objects: new Set() }
      return { sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []), objects: possible(type) }
    }
    const complete = <T extends Request>(request: T, pathsOf: (name: string) => readonly PathStep[][]): T => {
      const subgraph = subgraphs.get(request.subgraph)
      if (!subgraph) return request
      const given = { subgraph, fields, unions, possible, typeOf }
      return completeRequest(request, operation, (set, entities) => {
        if (entities === null) return selectUnionMembers(given, set, rootType, root.objects, root.sets)
        const sets = pathsOf(entities).flatMap(path => path.reduce(step, root).sets)
        return selectUnionMembers(given, set, '_Entity', null, sets)
      })
    }
    const completeNode = (node: PlanNode): PlanNode => {
      if (node.kind === 'fetch') return { ...node, fetch: complete(node.fetch, () => [node.fetch.path]) }
      if (node.kind !== 'batch') return { ...node, nodes: node.nodes.map(completeNode) }
      const pathsOf = (name: string) => node.fetch.groups.find(({ alias }) => alias === name)?.paths ?? []
      return { ...node, fetch: complete(node.fetch, pathsOf) }
    }
    return {
      node: plan.node && completeNode(plan.node),
      start: plan.start && complete(plan.start, () => []),
    }
  }
}

type Request = Pick<FetchNode, 'subgraph' | 'operation' | 'variables'>

/** @param complete completes the selection set of the root, or, given their response name, that of entities */
function completeRequest<T extends Request>(
  request: T,
  client: OperationDefinitionNode,
  complete: (set: SelectionSetNode, entities: string | null) => SelectionSetNode,
): T {
  const definition = withoutFragments(parse(request.operation, { noLocation: true }))
  if (!definition) return request
  const ofEntities = (selection: SelectionNode): SelectionNode => {
    if (selection.kind !== Kind.FIELD || selection.name.value !== '_entities' || !selection.selectionSet)
      return selection
    const name = (selection.alias ?? selection.name).value
    const selectionSet = complete(selection.selectionSet, name)
    return selectionSet === selection.selectionSet ? selection : { ...selection, selectionSet }
  }
  const set = definition.selectionSet
  const selections = set.selections.map(ofEntities)
  const isSame = selections.every((selection, at) => selection === set.selections[at])
  const selectionSet = complete(isSame ? set : { ...set, selections }, null)
  if (selectionSet === set) return request
  const declared = new Set(definition.variableDefinitions?.map(({ variable }) => variable.name.value))
  const used = new Set<string>()
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) })
  const added = (client.variableDefinitions ?? []).filter(
    ({ variable: { name } }) => used.has(name.value) && !declared.has(name.value),
  )
  const variableDefinitions = [...(definition.variableDefinitions ?? []), ...added]
  return {
    ...request,
    operation: stripIgnoredCharacters(print({ ...definition, selectionSet, variableDefinitions })),
    variables: [...request.variables, ...added.map(({ variable }) => variable.name.value)],
  }
}
