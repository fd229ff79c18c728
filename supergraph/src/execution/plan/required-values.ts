import { type DocumentNode, type GraphQLSchema, parse } from 'graphql'
import { FetchedValues, namesOf } from './fetched-values.ts'
import type { PlanNode, QueryPlan, RequiredSelection } from './query-plan.ts'
import { type RequiredField, readRequirements } from './required-fields.ts'
import { fieldsReadOf, type SentEntities, sentEntities, wayOfSent } from './sent-entities.ts'
import type { TypeConditions } from './type-conditions.ts'
import { withoutFragments } from './without-fragments.ts'

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

  return ({ node, start }) => {
    const fetched = new FetchedValues(schema)
    const begin = start && operationOf(start)
    if (begin) fetched.recordRoot(begin, [])
    return node !== null && isWrong(node, fetched)
  }

  /** Looks at the fetches in their order, each of which finds what those before it have brought. */
  function isWrong(node: PlanNode, fetched: FetchedValues): boolean {
    if (node.kind === 'sequence' || node.kind === 'parallel')
      return node.nodes.some(each => isWrong(each, fetched))
    const operation = operationOf(node.fetch)
    if (!operation) return false
    const groups = sentEntities(node, operation.selectionSet)
    if (groups.some(group => isWronglySent(node.fetch.subgraph, group, fetched))) return true
    if (groups.length === 0) fetched.recordRoot(operation, node.kind === 'fetch' ? node.fetch.path : [])
    for (const { paths, selections, outputRewrites } of groups)
      for (const place of paths.map(namesOf)) {
        fetched.record(selections, '', place)
        for (const rewrite of outputRewrites) fetched.rename(rewrite, place)
      }
    return false
  }

  function isWronglySent(subgraph: string, entities: SentEntities, fetched: FetchedValues): boolean {
    const required = fieldsReadOf(entities.selections).flatMap(({ type, name }) =>
      (requirements.get(`${subgraph} ${type}.${name}`) ?? []).map(field => ({ type, field })),
    )
    return (
      isHalfRenamed(entities) ||
      entities.paths
        .map(namesOf)
        .some(
          place =>
            lacks(entities.requires ?? [], place, fetched) ||
            required.some(({ type, field }) => isOther(field, type, entities, place, fetched)),
        )
    )
  }

  /** True when something that is sent was fetched to no object at this place. */
  function lacks(
    selections: readonly RequiredSelection[],
    place: readonly string[],
    fetched: FetchedValues,
  ): boolean {
    return selections.some(selection => {
      if (selection.kind === 'fragment') return lacks(selection.selections, place, fetched)
      const below = [...place, selection.read]
      if (selection.read !== '__typename' && !fetched.at(below)) return true
      return selection.selections !== null && lacks(selection.selections, below, fetched)
    })
  }

  /** True when what is sent as a required field is another field, or one with other arguments. */
  function isOther(
    { way, field }: RequiredField,
    type: string,
    entities: SentEntities,
    place: readonly string[],
    fetched: FetchedValues,
  ): boolean {
    const read = wayOfSent(way, entities)
    const known = read && fetched.at([...place, ...read])
    const mayMeet = (other: string) => way.length > 1 || types(other).has(type) || types(type).has(other)
    return known?.some(value => value.field !== field && mayMeet(value.type)) ?? false
  }

  /** True when some objects of an interface are sent as that interface, which the subgraph knows as an object, and others by their own names. */
  function isHalfRenamed({ requires, inputRewrites }: SentEntities): boolean {
    const sent = (requires ?? []).flatMap(each => (each.kind === 'fragment' ? [...types(each.on)] : []))
    const renames = inputRewrites.flatMap(rewrite =>
      rewrite.kind === 'set' && namesOf(rewrite.path).at(-1) === '__typename' ? rewrite : [],
    )
    const renamed = new Set(
      renames.flatMap(({ path }) => path.flatMap(step => (step.kind === 'types' ? [...step.names] : []))),
    )
    return renames.some(({ value }) =>
      sent.some(name => name !== value && types(String(value)).has(name) && !renamed.has(name)),
    )
  }
}

const operationOf = ({ operation }: { operation: string }) =>
  withoutFragments(parse(operation, { noLocation: true }))
