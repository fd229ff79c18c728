import { type ConstDirectiveNode, type DocumentNode, Kind, type TypeDefinitionNode } from 'graphql'

/** What a caller must have to read a field: a sign-in, and every scope of at least one of the sets. */
export interface AccessRule {
  /** Alternatives in which every scope is needed; empty when a sign-in is enough. */
  scopes: readonly (readonly string[])[]
}

/** The rules of a supergraph, by type name and by `Type.field`. */
export interface FieldRules {
  types: ReadonlyMap<string, AccessRule>
  fields: ReadonlyMap<string, AccessRule>
}

/** Reads `@authenticated` and `@requiresScopes` out of a supergraph. */
export function readFieldRules(supergraph: DocumentNode): FieldRules {
  const types = new Map<string, AccessRule>()
  const fields = new Map<string, AccessRule>()
  for (const definition of supergraph.definitions) {
    if (!isOutputType(definition)) continue
    const rule = ruleOf(definition.directives)
    if (rule) types.set(definition.name.value, rule)
    if (!('fields' in definition)) continue
    for (const field of definition.fields ?? []) {
      const fieldRule = ruleOf(field.directives)
      if (fieldRule) fields.set(`${definition.name.value}.${field.name.value}`, fieldRule)
    }
  }
  return { types, fields }
}

function isOutputType(definition: { kind: string }): definition is TypeDefinitionNode {
  return [
    Kind.OBJECT_TYPE_DEFINITION,
    Kind.INTERFACE_TYPE_DEFINITION,
    Kind.ENUM_TYPE_DEFINITION,
    Kind.SCALAR_TYPE_DEFINITION,
  ].some(kind => kind === definition.kind)
}

function ruleOf(directives: readonly ConstDirectiveNode[] | undefined): AccessRule | null {
  const named = (name: string) => directives?.find(directive => directive.name.value === name)
  const scopes = named('requiresScopes')
  if (scopes) return { scopes: readScopes(scopes) }
  return named('authenticated') ? { scopes: [] } : null
}

function readScopes(directive: ConstDirectiveNode): string[][] {
  const value = directive.arguments?.find(argument => argument.name.value === 'scopes')?.value
  if (value?.kind !== Kind.LIST) return []
  return value.values.map(set =>
    set.kind === Kind.LIST
      ? set.values.flatMap(scope => (scope.kind === Kind.STRING ? [scope.value] : []))
      : [],
  )
}
