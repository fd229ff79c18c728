import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql'
import { both, isSameField, type ObjectNames, type SelectedFields } from './selected-fields.ts'
import { namedTypeOf, type SubgraphTypes } from './subgraph-types.ts'
import { TYPENAME } from './typename.ts'

/** What selection sets for one subgraph are completed by. */
export interface UnionMemberSelection {
  subgraph: SubgraphTypes
  fields: SelectedFields
  /** The unions whose members differ between subgraphs. */
  unions: ReadonlySet<string>
  /** The objects that a type stands for. */
  possible(type: string): ReadonlySet<string>
  /** The named type of a field in the supergraph. */
  typeOf(objects: ObjectNames, field: string): string | null
}

/**
 * Adds to a selection set for a subgraph what the client selects of members of unions that the subgraph has, and that
 * the set asks nothing of.
 * @param type with which the subgraph answers where the set stands
 * @param objects that can stand there
 * @param client the client's own selection sets for the same place
 * @returns the set itself where nothing is missing
 */
export function selectUnionMembers(
  given: UnionMemberSelection,
  set: SelectionSetNode,
  type: string,
  objects: ObjectNames,
  client: readonly SelectionSetNode[],
): SelectionSetNode {
  const { subgraph, fields, unions, possible, typeOf } = given
  const wanted = fields.of(client, objects)
  const below = (selection: SelectionNode): SelectionSetNode | undefined => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return undefined
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type
      const left = both(objects, possible(condition))
      return selectUnionMembers(given, selection.selectionSet, condition, left, client)
    }
    const { name, alias, selectionSet } = selection
    const answered = subgraph.answers(type, name.value) ?? typeOf(objects, name.value)
    if (answered === null) return selectionSet
    const named = namedTypeOf(answered)
    const asked = setsOf(wanted.get((alias ?? name).value) ?? [])
    return selectUnionMembers(given, selectionSet, named, possible(named), asked)
  }
  let isSame = true
  const selections = set.selections.map((selection): SelectionNode => {
    const selectionSet = below(selection)
    if (!selectionSet || !('selectionSet' in selection) || selectionSet === selection.selectionSet)
      return selection
    isSame = false
    return { ...selection, selectionSet }
  })
  for (const member of unions.has(type) ? subgraph.possible(type) : []) {
    const asked: SelectionSetNode = { ...set, selections: [...selections] }
    if (objects?.has(member) === false || asksFor(given, asked, member)) continue
    const added = objectSelections(given, member, client).filter(field =>
      fits(given, field, member, asked, type),
    )
    if (added.length === 0) continue
    isSame = false
    selections.push(on(member, added))
  }
  return isSame ? set : { ...set, selections }
}

function asksFor({ fields }: UnionMemberSelection, set: SelectionSetNode, member: string): boolean {
  return [...fields.of([set], new Set([member])).keys()].some(name => name !== '__typename')
}

/**
 * Whether a field may be selected beside those of other members: where they have its response name, theirs must have its
 * type (https://spec.graphql.org/October2021/#SameResponseShape()), which may be so in the supergraph only.
 */
function fits(
  { subgraph, fields }: UnionMemberSelection,
  field: FieldNode,
  member: string,
  set: SelectionSetNode,
  type: string,
): boolean {
  const typeOf = (object: string, { name }: FieldNode) => subgraph.answers(object, name.value)
  const name = (field.alias ?? field.name).value
  return subgraph.possible(type).every(object => {
    const others = fields.of([set], new Set([object])).get(name) ?? []
    return others.every(other => typeOf(object, other) === typeOf(member, field))
  })
}

/** What the subgraph alone can answer of what is selected of an object. */
function objectSelections(
  given: UnionMemberSelection,
  object: string,
  client: readonly SelectionSetNode[],
): FieldNode[] {
  return [...given.fields.of(client, new Set([object])).values()].flatMap(nodes => {
    const [field] = nodes
    const type = field && given.subgraph.answers(object, field.name.value)
    if (!field || !type || !isSameField(nodes)) return []
    return field.selectionSet
      ? { ...field, selectionSet: anySelection(given, namedTypeOf(type), setsOf(nodes)) }
      : field
  })
}

function anySelection(
  given: UnionMemberSelection,
  type: string,
  client: readonly SelectionSetNode[],
): SelectionSetNode {
  const possible = given.subgraph.possible(type)
  const selections =
    possible.length === 1 && possible[0] === type
      ? objectSelections(given, type, client)
      : possible.flatMap(object => {
          const selected = objectSelections(given, object, client)
          return selected.length === 0 ? [] : on(object, selected)
        })
  return { kind: Kind.SELECTION_SET, selections: [TYPENAME, ...selections] }
}

function setsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return isSameField(nodes) ? nodes.flatMap(({ selectionSet }) => selectionSet ?? []) : []
}

function on(type: string, selections: readonly SelectionNode[]): SelectionNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
}
