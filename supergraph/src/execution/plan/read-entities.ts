import {
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  parseType,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { entityFetch } from './entity-fetch.ts'
import type { EntityField, EntityFields } from './entity-fields.ts'
import type { FetchNode, PathStep } from './query-plan.ts'
import { eachOf, nameOfStep, on, responseName, setOf, unique } from './selections.ts'
import { namedTypeOf, type SubgraphTypes } from './subgraph-types.ts'
import type { TypeConditions } from './type-conditions.ts'
import { TYPENAME } from './typename.ts'

/** What a supergraph has, for reading fields of entities. */
export interface EntitySource {
  /** The full schema. */
  schema: GraphQLSchema
  types: TypeConditions
  fields: EntityFields
  subgraphs: ReadonlyMap<string, SubgraphTypes>
}

/** Puts selections on objects of a type at a place of the answer into what is asked there. */
export type Put = (set: SelectionSetNode, type: string, path: PathStep[]) => SelectionSetNode

/** Makes the fetches that read fields of entities one after the other, for one operation. */
export interface EntityReads {
  /** In the order in which they have to be made. */
  fetches: FetchNode[]
  /**
   * Reads a field of the objects of a type at a place.
   * @param put asks there for what the subgraph has to be sent
   * @returns what was put; null when no way leads to the field and to all that is selected below it
   */
  read(
    field: FieldNode,
    ways: readonly EntityField[],
    type: string,
    path: PathStep[],
    put: Put,
  ): SelectionSetNode | null
}

/** How many ways are tried for one operation, so that none keeps the gateway busy. */
const ATTEMPTS_AT_MOST = 2000

/** A field that the subgraph has no way to. */
class OutOfReach extends Error {}

export function createEntityReads(source: EntitySource, operation: OperationDefinitionNode): EntityReads {
  const { schema, types, fields, subgraphs } = source
  const reads: { place: string; fetch: FetchNode }[] = []
  /** What is being read: a key may have to be read itself, by another key. */
  const onTheWay = new Set<string>()
  let attempts = 0
  let aliases = 0

  const read = (field: FieldNode, way: EntityField, type: string, path: PathStep[], put: Put) => {
    const needed = [TYPENAME, ...way.key, ...way.requires.map(withOwnNames)]
    // Requirements that are computed themselves have their fetches before this one, what is read below it has them after.
    const placed = put(setOf(needed), type, path)
    const at = reads.length
    const below = belowOf(way.subgraph, field, way.as, path)
    const selected = below
      ? { ...field, selectionSet: selectIn(way.subgraph, below.set, below.type, below.path) }
      : field
    const fetch = entityFetch(selected, way, { type, path, needed }, operation, types)
    const place = `${path.map(nameOfStep).join(' ')} ${type} ${way.subgraph} ${fetch.operation}`
    if (!reads.some(known => known.place === place)) reads.splice(at, 0, { place, fetch })
    return placed
  }

  /** Reads a field by the first way that leads to it. */
  const readFirst = (
    field: FieldNode,
    ways: readonly EntityField[],
    type: string,
    path: PathStep[],
    put: Put,
  ): SelectionSetNode => {
    for (const way of ways) {
      const step = `${way.subgraph} ${type}.${field.name.value} ${path.length}`
      if (onTheWay.has(step) || ++attempts > ATTEMPTS_AT_MOST) continue
      const before = [...reads]
      onTheWay.add(step)
      try {
        return read(field, way, type, path, put)
      } catch (error) {
        if (!(error instanceof OutOfReach)) throw error
        reads.splice(0, reads.length, ...before)
      } finally {
        onTheWay.delete(step)
      }
    }
    return outOfReach(type, field)
  }

  /** Where and of which type the objects of a composite field are, as its subgraph answers it. */
  const belowOf = (subgraph: string, field: FieldNode, parent: string, path: PathStep[]) => {
    if (!field.selectionSet) return null
    const type = subgraphs.get(subgraph)?.typeOf(parent, field.name.value) ?? outOfReach(parent, field)
    const way: PathStep[] = [
      ...path,
      { kind: 'field', name: responseName(field) },
      ...eachOf(parseType(type)),
    ]
    return { set: field.selectionSet, type: namedTypeOf(type), path: way }
  }

  /** Selects in a subgraph what it can answer, and puts there the keys by which others are asked for the rest. */
  const selectIn = (
    subgraph: string,
    set: SelectionSetNode,
    type: string,
    path: PathStep[],
  ): SelectionSetNode => {
    const here = subgraphs.get(subgraph)
    if (!here) throw new OutOfReach(subgraph)
    const select: Put = (...place) => selectIn(subgraph, ...place)
    const onMembers = (selections: readonly SelectionNode[], members: readonly string[]) =>
      members.map((member): SelectionNode => {
        const narrowed: PathStep[] = [...path, { kind: 'types', names: types(member) }]
        return { ...on(member), selectionSet: select(setOf(selections), member, narrowed) }
      })
    const isAnswered = (field: string) =>
      [type, ...here.possible(type)].every(each => here.answers(each, field) !== null)

    const fieldHere = (field: FieldNode): readonly SelectionNode[] => {
      const name = field.name.value
      const computed = fields.computed(type, name)
      if (computed.length > 0 || here.answers(type, name) === null) {
        const ways = computed.length > 0 ? computed : fields.plain(type, name)
        return readFirst(field, nearestFirst(here, ways, type), type, path, select).selections
      }
      const below = belowOf(subgraph, field, type, path)
      return [below ? { ...field, selectionSet: select(below.set, below.type, below.path) } : field]
    }

    const isAbstract = isAbstractType(schema.getType(type))
    const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new OutOfReach('Named fragments are not read')
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === '__typename') return [selection]
        if (!isAbstract || isAnswered(selection.name.value)) return fieldHere(selection)
        const members = here.possible(type)
        return members.length > 0 ? onMembers([selection], members) : outOfReach(type, selection)
      }
      const condition = selection.typeCondition?.name.value ?? type
      const inner = selection.selectionSet.selections
      if (types(condition).has(type)) return select(selection.selectionSet, type, path).selections
      return onMembers(
        inner,
        here.possible(type).filter(member => types(condition).has(member)),
      )
    })
    return setOf(unique([TYPENAME, ...selections]))
  }

  /** First the ways whose keys the subgraph can answer itself. */
  const nearestFirst = (here: SubgraphTypes, ways: readonly EntityField[], type: string) => {
    const isNear = ({ key }: EntityField) => answersAll(here, key, type)
    return [...ways.filter(isNear), ...ways.filter(way => !isNear(way))]
  }

  const answersAll = (here: SubgraphTypes, selections: readonly SelectionNode[], type: string): boolean =>
    selections.every(selection => {
      if (selection.kind !== Kind.FIELD) return false
      const answered = here.answers(type, selection.name.value)
      if (answered === null) return false
      return (
        !selection.selectionSet || answersAll(here, selection.selectionSet.selections, namedTypeOf(answered))
      )
    })

  /** What is required with arguments is asked for under a name of its own: others may ask for it with other arguments. */
  const withOwnNames = (selection: SelectionNode): SelectionNode =>
    visit(selection, {
      Field: node =>
        node.arguments?.length
          ? { ...node, alias: { kind: Kind.NAME, value: `_required_${++aliases}` } }
          : undefined,
    })

  return {
    get fetches() {
      return reads.map(({ fetch }) => fetch)
    },
    read(...place) {
      try {
        return readFirst(...place)
      } catch (error) {
        if (error instanceof OutOfReach) return null
        throw error
      }
    },
  }
}

function outOfReach(type: string, { name }: FieldNode): never {
  throw new OutOfReach(`${type}.${name.value}`)
}
