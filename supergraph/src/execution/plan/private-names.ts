import { type DocumentNode, type FieldNode, Kind, parse, type SelectionSetNode, visit } from 'graphql'

/**
 * Gives a field of the client the response name under which subgraphs are asked for it. It differs from the client's
 * own where the plan may need that name for itself.
 */
export type PrivateNames = (field: FieldNode) => string

const PREFIX = '_client_'

/**
 * Finds the fields that subgraphs need for keys and requirements. A client may use their names for other things: as an
 * alias, or with arguments of its own. Planners then mix the two up, so that the client's field gets a private name.
 */
export function createPrivateNames(supergraph: DocumentNode): PrivateNames {
  /** By name: whether the plan asks for it with arguments. */
  const needed = new Map<string, boolean>()
  visit(supergraph, {
    Directive(node) {
      if (node.name.value !== 'join__field' && node.name.value !== 'join__type') return
      for (const { name, value } of node.arguments ?? []) {
        if (/^(key|requires)$/.test(name.value) && value.kind === Kind.STRING)
          gather(`{${value.value}}`, needed)
      }
    },
  })
  return field => {
    const name = (field.alias ?? field.name).value
    const withArguments = needed.get(name)
    if (withArguments === undefined) return name
    const isSame = field.name.value === name && !withArguments && !field.arguments?.length
    return isSame ? name : PREFIX + name
  }
}

function gather(selection: string, needed: Map<string, boolean>): void {
  const add = (set: SelectionSetNode) =>
    visit(set, {
      Field({ name, arguments: given }) {
        needed.set(name.value, (needed.get(name.value) ?? false) || (given?.length ?? 0) > 0)
      },
    })
  for (const definition of parse(selection, { noLocation: true }).definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(definition.selectionSet)
}
