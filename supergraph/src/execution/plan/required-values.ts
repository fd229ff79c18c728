import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql'
import { fieldType } from './field-type.ts'
import type { FetchNode, PathStep, PlanNode, QueryPlan, RequiredSelection, Rewrite } from './query-plan.ts'
import { graphsOf, textOf, usesOf } from './subgraph-types.ts'
import type { TypeConditions } from './type-conditions.ts'
import { withoutFragments } from './without-fragments.ts'

/** What a plan has fetched to a place of the answer: of objects of this type, this field with these arguments. */
interface Fetched {
  type: string
  field: string
}

/** One of the fields that another one is computed from: the way to it from the object, and its arguments. */
interface RequiredField {
  way: readonly string[]
  field: string
}

/** Entities that are read, and what is sent of them. */
type Entities = Pick<FetchNode, 'requires' | 'inputRewrites' | 'outputRewrites'> & {
  paths: readonly (readonly PathStep[])[]
  selections: SelectionSetNode
}

/**
 * Says whether a plan sends as a key or requirement what none of its fetches has asked for, or a field with other arguments
 * than those required: planners do so where several fields of an object are computed from one field with different arguments,
 * or where they put two fetches of an entity by different keys together. The fields are null then, or computed from the wrong values.
 * @param schema the full schema of the supergraph
 */
export function createRequiredValuesCheck(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  types: TypeConditions,
): (plan: QueryPlan) => boolean {
  const requirements = readRequirements(supergraph)
  const overlap = (one: string, other: string) => types(one).has(other) || types(other).has(one)

  return plan => {
    const fetched = new Map<string, Fetched[]>()

    const record = ({ selections }: SelectionSetNode, type: string, base: readonly string[]): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) continue
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          record(selection.selectionSet, selection.typeCondition?.name.value ?? type, base)
          continue
        }
        const path = [...base, (selection.alias ?? selection.name).value]
        const others = fetched.get(path.join(' '))?.filter(known => known.type !== type) ?? []
        fetched.set(path.join(' '), [...others, { type, field: withArguments(selection) }])
        if (selection.selectionSet)
          record(selection.selectionSet, fieldType(schema, type, selection.name.value), path)
      }
    }

    const recordRoot = ({ operation, selectionSet }: OperationDefinitionNode, path: readonly PathStep[]) =>
      record(selectionSet, schema.getRootType(operation)?.name ?? '', namesOf(path))

    const lacks = (selections: readonly RequiredSelection[], base: readonly string[]): boolean =>
      selections.some(selection => {
        if (selection.kind === 'fragment') return lacks(selection.selections, base)
        const path = [...base, selection.read]
        if (selection.read !== '__typename' && !fetched.has(path.join(' '))) return true
        return selection.selections !== null && lacks(selection.selections, path)
      })

    const isOther = (
      { way, field }: RequiredField,
      type: string,
      entities: Entities,
      base: readonly string[],
    ) => {
      const path = readPath(way, entities)
      const known = path && fetched.get([...base, ...path].join(' '))
      return (
        known?.some(value => value.field !== field && (way.length > 1 || overlap(value.type, type))) ?? false
      )
    }

    /** True when some objects of an interface are sent as that interface, which the subgraph knows as an object, and others by their own names. */
    const isHalfRenamed = ({ requires, inputRewrites }: Entities): boolean => {
      const sent = (requires ?? []).flatMap(each => (each.kind === 'fragment' ? [...types(each.on)] : []))
      const renames = inputRewrites.filter(
        ({ kind, path }) => kind === 'set' && namesOf(path).at(-1) === '__typename',
      )
      const renamed = new Set(
        renames.flatMap(({ path }) => path.flatMap(step => (step.kind === 'types' ? [...step.names] : []))),
      )
      return renames.some(
        rewrite =>
          rewrite.kind === 'set' &&
          sent.some(
            name => name !== rewrite.value && types(String(rewrite.value)).has(name) && !renamed.has(name),
          ),
      )
    }

    const isWronglySent = (subgraph: string, entities: Entities): boolean =>
      entities.paths.some(steps => {
        const base = namesOf(steps)
        return (
          lacks(entities.requires ?? [], base) ||
          isHalfRenamed(entities) ||
          computedIn(entities.selections, '').some(({ type, name }) =>
            requirements
              .get(`${subgraph} ${type}.${name}`)
              ?.some(required => isOther(required, type, entities, base)),
          )
        )
      })

    const look = (node: PlanNode): boolean => {
      if (node.kind === 'sequence' || node.kind === 'parallel') return node.nodes.some(look)
      const operation = withoutFragments(parse(node.fetch.operation, { noLocation: true }))
      if (!operation) return false
      const groups = entitiesOf(node, operation.selectionSet)
      if (groups.some(group => isWronglySent(node.fetch.subgraph, group))) return true
      if (groups.length === 0) recordRoot(operation, node.kind === 'fetch' ? node.fetch.path : [])
      for (const { paths, selections, outputRewrites } of groups)
        for (const path of paths) {
          record(selections, '', namesOf(path))
          for (const rewrite of outputRewrites) rename(fetched, rewrite, namesOf(path))
        }
      return false
    }
    const start = plan.start && withoutFragments(parse(plan.start.operation, { noLocation: true }))
    if (start) recordRoot(start, [])
    return plan.node !== null && look(plan.node)
  }
}

/** What fields are computed from, by subgraph, type and name. */
function readRequirements(supergraph: DocumentNode): ReadonlyMap<string, readonly RequiredField[]> {
  const names = graphsOf(supergraph)
  const requirements = new Map<string, RequiredField[]>()
  for (const definition of supergraph.definitions) {
    const isObject = definition.kind === Kind.OBJECT_TYPE_DEFINITION
    if (!isObject && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    for (const field of definition.fields ?? [])
      for (const use of usesOf(field.directives, 'join__field')) {
        const requires = textOf(use, 'requires')
        if (requires === undefined) continue
        const [set] = parse(`{${requires}}`, { noLocation: true }).definitions
        const path = `${names.get(textOf(use, 'graph') ?? '')} ${definition.name.value}.${field.name.value}`
        if (set?.kind === Kind.OPERATION_DEFINITION) requirements.set(path, fieldsOf(set.selectionSet, []))
      }
  }
  return requirements
}

function fieldsOf({ selections }: SelectionSetNode, base: readonly string[]): RequiredField[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, base)
    const way = [...base, selection.name.value]
    const below = selection.selectionSet ? fieldsOf(selection.selectionSet, way) : []
    return [{ way, field: withArguments(selection) }, ...below]
  })
}

const withArguments = ({ name, arguments: given = [] }: FieldNode) =>
  [name.value, ...given.map(print).sort()].join(' ')

const namesOf = (path: readonly PathStep[]) => path.flatMap(step => (step.kind === 'field' ? step.name : []))

/** The groups of entities that a fetch reads; none for one of the root. */
function entitiesOf(node: Exclude<PlanNode, { nodes: PlanNode[] }>, root: SelectionSetNode): Entities[] {
  return root.selections.flatMap(selection => {
    if (selection.kind !== Kind.FIELD || selection.name.value !== '_entities' || !selection.selectionSet)
      return []
    const selections = selection.selectionSet
    if (node.kind === 'fetch') return { ...node.fetch, paths: [node.fetch.path], selections }
    const group = node.fetch.groups.find(({ alias }) => alias === (selection.alias ?? selection.name).value)
    return group ? { ...group, selections } : []
  })
}

/** The fields that are read of entities themselves, with the types of the fragments that they stand in. */
function computedIn({ selections }: SelectionSetNode, type: string): { type: string; name: string }[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return { type, name: selection.name.value }
    if (selection.kind === Kind.FRAGMENT_SPREAD) return []
    return computedIn(selection.selectionSet, selection.typeCondition?.name.value ?? type)
  })
}

/** Where what is sent as a field was read; null where it is not sent. */
function readPath(
  [name, ...rest]: readonly string[],
  { requires, inputRewrites }: Entities,
): string[] | null {
  const renamed = inputRewrites.find(rewrite => rewrite.kind === 'rename' && rewrite.to === name)
  const sent = renamed ? namesOf(renamed.path).at(-1) : name
  const look = (
    selections: readonly RequiredSelection[],
    wanted: string | undefined,
    left: readonly string[],
  ): string[] | null => {
    for (const selection of selections) {
      if (selection.kind === 'fragment') {
        const found = look(selection.selections, wanted, left)
        if (found) return found
      } else if (selection.send === wanted) {
        if (left.length === 0) return [selection.read]
        const below = look(selection.selections ?? [], left[0], left.slice(1))
        if (below) return [selection.read, ...below]
      }
    }
    return null
  }
  return look(requires ?? [], sent, rest)
}

function rename(fetched: Map<string, Fetched[]>, rewrite: Rewrite, base: readonly string[]): void {
  if (rewrite.kind !== 'rename') return
  const path = [...base, ...namesOf(rewrite.path)]
  const known = fetched.get(path.join(' '))
  if (!known) return
  fetched.delete(path.join(' '))
  fetched.set([...path.slice(0, -1), rewrite.to].join(' '), known)
}
