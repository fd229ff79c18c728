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

/** An operation without its deferred fragments, and what asks for each of them. */
export interface DeferredParts {
  /** The operation that answers this part, from the root down. */
  operation: ExecutableOperation
  /** The response names on the way to the objects that this part belongs to. */
  path: readonly string[]
  label: string | undefined
  /** What is deferred inside of this part. */
  deferred: DeferredParts[]
}

/** True when a document defers anything at all. */
export function mentionsDefer(document: DocumentNode): boolean {
  return /@defer\b/.test(document.loc?.source.body ?? '@defer')
}

/** Puts a selection set where it stands in the operation. */
type Wrap = (set: SelectionSetNode) => SelectionSetNode

/**
 * Splits an operation at its `@defer`s, of which the variables decide. Each part is an operation of its own that leads to the
 * deferred fragment and selects nothing else, so that whatever planner there is plans its fetches apart.
 */
export function splitDeferred(executable: ExecutableOperation): DeferredParts {
  const { document, operation, denied } = executable
  const variables = { ...defaultsOf(operation), ...executable.variables }
  const reasons = new Map<FieldNode, GraphQLError>(denied.reasons)
  /** The fields that lead to deferred fragments: what is null in one of these must not take others with it. */
  const stopsNulls = new Set<FieldNode>()
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)

  const part = (set: SelectionSetNode, path: readonly string[], label: string | undefined, wrap: Wrap) => {
    const deferred: DeferredParts[] = []
    const definition: OperationDefinitionNode = {
      ...operation,
      selectionSet: wrap(withoutDeferred(set, path, wrap, deferred)),
    }
    return {
      operation: {
        ...executable,
        operation: definition,
        document: { kind: Kind.DOCUMENT, definitions: [definition] },
        denied: { key: denied.key, reasons },
        stopsNulls,
      } as const,
      path,
      label,
      deferred,
    }
  }

  const withoutDeferred = (
    set: SelectionSetNode,
    path: readonly string[],
    wrap: Wrap,
    deferred: DeferredParts[],
  ): SelectionSetNode => {
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
        const name = (selection.alias ?? selection.name).value
        const below: Wrap = inner => {
          const way = copy(inner)
          stopsNulls.add(way)
          return wrap(setOf(way))
        }
        return [copy(withoutDeferred(selectionSet, [...path, name], below, deferred))]
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
      const within: Wrap = inner => wrap(setOf(inline(inner)))
      const defer = selection.directives?.find(({ name }) => name.value === 'defer')
      if (!defer || argumentOf(defer, 'if', variables) === false)
        return [inline(withoutDeferred(fragment.selectionSet, path, within, deferred))]
      const label = argumentOf(defer, 'label', variables)
      deferred.push(part(fragment.selectionSet, path, typeof label === 'string' ? label : undefined, within))
      return []
    })
    return { kind: Kind.SELECTION_SET, selections }
  }

  return part(operation.selectionSet, [], undefined, set => set)
}

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
