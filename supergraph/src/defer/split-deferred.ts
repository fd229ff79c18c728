import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { ExecutableOperation } from '../execution/executor.ts'
import type { OperationPart, Placement } from '../execution/operation-part.ts'

/** True when a document defers anything at all. */
export function mentionsDefer(document: DocumentNode): boolean {
  return /@defer\b/.test(document.loc?.source.body ?? '@defer')
}

/** A place in an operation. */
interface Place extends Pick<OperationPart, 'way' | 'placements'> {
  /** Puts selections there, in the fragments that stand around it. */
  put: Placement
}

/**
 * Splits an operation at its `@defer`s, of which the variables decide. Each part is an operation of its own that leads to the
 * deferred fragment and selects nothing else, so that whatever planner there is plans its fetches apart.
 */
export function splitDeferred(executable: ExecutableOperation): OperationPart {
  const { document, operation, denied } = executable
  const variables = { ...defaultsOf(operation), ...executable.variables }
  const reasons = new Map<FieldNode, GraphQLError>(denied.reasons)
  /** The fields that lead to deferred fragments: what is null in one of these must not take others with it. */
  const stopsNulls = new Set<FieldNode>()
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const definitions: OperationDefinitionNode[] = []
  const parts: DocumentNode = { kind: Kind.DOCUMENT, definitions }

  const part = (set: SelectionSetNode, place: Place, label: string | undefined): OperationPart => {
    const { way, placements, put } = place
    const deferred: OperationPart[] = []
    const selectionSet = put(withoutDeferred(set, place, deferred))
    const definition: OperationDefinitionNode = { ...operation, selectionSet }
    definitions.push(definition)
    return {
      operation: {
        ...executable,
        operation: definition,
        document: parts,
        denied: { key: denied.key, reasons },
        stopsNulls,
      },
      way,
      placements,
      label,
      deferred,
    }
  }

  const withoutDeferred = (
    set: SelectionSetNode,
    place: Place,
    deferred: OperationPart[],
  ): SelectionSetNode => {
    const { way, placements, put } = place
    const selections = set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        const { selectionSet } = selection
        if (!selectionSet) return [selection]
        const copy = (inner: SelectionSetNode): FieldNode => {
          const field = { ...selection, selectionSet: inner }
          const reason = denied.reasons.get(selection)
          if (reason) reasons.set(field, reason)
          return field
        }
        const below: Placement = inner => {
          const step = copy(inner)
          stopsNulls.add(step)
          return put(setOf(step))
        }
        const next = { way: [...way, selection], placements: [...placements, below], put: below }
        return [copy(withoutDeferred(selectionSet, next, deferred))]
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) return []
      const inline = (inner: SelectionSetNode): SelectionNode => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: fragment.typeCondition,
        directives: selection.directives?.filter(({ name }) => name.value !== 'defer'),
        selectionSet: inner,
      })
      const within: Placement = inner => put(setOf(inline(inner)))
      const inside = { way, placements, put: within }
      const defer = selection.directives?.find(({ name }) => name.value === 'defer')
      if (!defer || argumentOf(defer, 'if', variables) === false)
        return [inline(withoutDeferred(fragment.selectionSet, inside, deferred))]
      const label = argumentOf(defer, 'label', variables)
      deferred.push(part(fragment.selectionSet, inside, typeof label === 'string' ? label : undefined))
      return []
    })
    return { kind: Kind.SELECTION_SET, selections }
  }

  return part(operation.selectionSet, { way: [], placements: [atRoot], put: atRoot }, undefined)
}

const atRoot: Placement = set => set

function setOf(selection: SelectionNode): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: [selection] }
}

/** What variables are when the client does not give them, of those that `@defer` takes. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.BOOLEAN || defaultValue?.kind === Kind.STRING
        ? [[variable.name.value, defaultValue.value]]
        : [],
    ),
  )
}

function argumentOf(directive: DirectiveNode, name: string, variables: Record<string, unknown>): unknown {
  const value = directive.arguments?.find(argument => argument.name.value === name)?.value
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value]
  return value?.kind === Kind.BOOLEAN || value?.kind === Kind.STRING ? value.value : undefined
}
