/** What planners call variables of their own by. A client's name that is put apart by its beginning is so once more. */
const TAKEN = /^(_client_|representations$|__batch_reps_|contextualArgument_)/

/** The name of a client's variable in operations for subgraphs. */
export function privateVariable(name: string): string {
  return TAKEN.test(name) ? `_client_${name}` : name
}

/** Variables by their names in operations for subgraphs too. */
export function withPrivateVariables(variables: Record<string, unknown>): Record<string, unknown> {
  const taken = Object.keys(variables).filter(name => TAKEN.test(name))
  if (taken.length === 0) return variables
  return { ...variables, ...Object.fromEntries(taken.map(name => [privateVariable(name), variables[name]])) }
}
