import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'
import { askForTypes } from './ask-for-types.ts'
import type { PrivateNames } from './private-names.ts'
import { privateVariable } from './private-variables.ts'
import type { TypeConditions } from './type-conditions.ts'
import { TYPENAME } from './typename.ts'

/** What is left of a document for the subgraphs: one operation and the fragments it uses. */
export interface RemainingDocument {
  document: DocumentNode
  operation: OperationDefinitionNode
}

/**
 * Takes out of a document what no subgraph is asked for: introspection, fields that were denied, what `@skip` and
 * `@include` leave out with these variables, other operations and their fragments, and all directives. A selection set
 * that would be empty asks for `__typename` instead. Null when nothing is left.
 */
export function remainingDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  denied: ReadonlyMap<FieldNode, unknown>,
  variables: Record<string, unknown>,
  nameOf: PrivateNames,
  schema: GraphQLSchema,
  types: TypeConditions,
): RemainingDocument | null {
  const fragments = new Map(
    document.definitions
      .filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(fragment => [fragment.name.value, strip(fragment, denied, variables, nameOf)]),
  )
  const stripped = strip(operation, denied, variables, nameOf)
  const used = new Map<string, FragmentDefinitionNode>()
  gatherFragments(stripped, fragments, used)
  const definitions = [stripped, ...used.values()]
  if (!definitions.some(definition => asksForData(definition.selectionSet))) return null
  const remaining = askForTypes({ kind: Kind.DOCUMENT, definitions }, schema, types)
  const [first] = remaining.definitions
  return { document: remaining, operation: first?.kind === Kind.OPERATION_DEFINITION ? first : stripped }
}

function strip<T extends OperationDefinitionNode | FragmentDefinitionNode>(
  definition: T,
  denied: ReadonlyMap<FieldNode, unknown>,
  variables: Record<string, unknown>,
  nameOf: PrivateNames,
): T {
  const enter = ({ directives }: { directives?: readonly DirectiveNode[] }) =>
    isLeftOut(directives, variables) ? null : undefined
  return visit(definition, {
    Directive: () => null,
    Variable: node => ({ ...node, name: { ...node.name, value: privateVariable(node.name.value) } }),
    InlineFragment: { enter },
    FragmentSpread: { enter },
    Field: {
      enter(node) {
        if (isLeftOut(node.directives, variables)) return null
        if (denied.has(node) || node.name.value === '__schema' || node.name.value === '__type') return null
        // The answer's shape needs the name under its own key; it gives it to the client under the alias.
        if (node.name.value === '__typename') return TYPENAME
        const name = nameOf(node)
        if (name === (node.alias ?? node.name).value) return undefined
        return { ...node, alias: { kind: Kind.NAME, value: name } }
      },
    },
    SelectionSet: {
      leave: node => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
  })
}

function gatherFragments(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  used: Map<string, FragmentDefinitionNode>,
): void {
  visit(definition, {
    FragmentSpread(node) {
      const fragment = fragments.get(node.name.value)
      if (!fragment || used.has(node.name.value)) return
      used.set(node.name.value, fragment)
      gatherFragments(fragment, fragments, used)
    },
  })
}

function asksForData(set: SelectionSetNode): boolean {
  return set.selections.some(selection => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename'
    return selection.kind === Kind.INLINE_FRAGMENT && asksForData(selection.selectionSet)
  })
}
