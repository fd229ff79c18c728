import { type GraphQLSchema, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import { fieldType } from './field-type.ts'
import type { PathStep, Rewrite } from './query-plan.ts'
import { withArguments } from './required-fields.ts'

/** What was fetched to a place of the answer: of objects of this type, this field with these arguments. */
export interface Fetched {
  type: string
  field: string
}

/** What the fetches of a plan, read in their order, have brought to which places of the answer. */
export class FetchedValues {
  private readonly byPlace = new Map<string, Fetched[]>()
  private readonly schema: GraphQLSchema

  /** @param schema the full schema of the supergraph */
  constructor(schema: GraphQLSchema) {
    this.schema = schema
  }

  /** What was fetched to a place; undefined when nothing was. */
  at(place: readonly string[]): readonly Fetched[] | undefined {
    return this.byPlace.get(place.join(' '))
  }

  /** Records what an operation selects of the root, or of the root at a path. */
  recordRoot({ operation, selectionSet }: OperationDefinitionNode, path: readonly PathStep[]): void {
    this.record(selectionSet, this.schema.getRootType(operation)?.name ?? '', namesOf(path))
  }

  /** Records what is selected of objects of a type at a place. */
  record({ selections }: SelectionSetNode, type: string, place: readonly string[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.record(selection.selectionSet, selection.typeCondition?.name.value ?? type, place)
        continue
      }
      const below = [...place, (selection.alias ?? selection.name).value]
      const others = this.at(below)?.filter(known => known.type !== type) ?? []
      this.byPlace.set(below.join(' '), [...others, { type, field: withArguments(selection) }])
      if (selection.selectionSet)
        this.record(selection.selectionSet, fieldType(this.schema, type, selection.name.value), below)
    }
  }

  /** Moves what a rewrite of an answer to a place renames. */
  rename(rewrite: Rewrite, place: readonly string[]): void {
    if (rewrite.kind !== 'rename') return
    const path = [...place, ...namesOf(rewrite.path)]
    const known = this.byPlace.get(path.join(' '))
    if (!known) return
    this.byPlace.delete(path.join(' '))
    this.byPlace.set([...path.slice(0, -1), rewrite.to].join(' '), known)
  }
}

/** The fields of a path, without its lists and types. */
export const namesOf = (path: readonly PathStep[]): string[] =>
  path.flatMap(step => (step.kind === 'field' ? step.name : []))
