import { Supergraph } from '@apollo/federation-internals'
import {
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'

/** What a new supergraph changes, sorted by how much it concerns clients. One sentence each. */
export interface Changes {
  breaking: string[]
  dangerous: string[]
  added: string[]
  /** Changes of the subgraphs themselves, which clients do not see. */
  subgraphs: string[]
}

/** Compares two supergraphs by the schema that clients see and by their subgraphs. */
export function describeChanges(before: string, after: string): Changes {
  const [older, newer] = [load(before), load(after)]
  return {
    breaking: findBreakingChanges(older.api, newer.api).map(change => change.description),
    dangerous: findDangerousChanges(older.api, newer.api).map(change => change.description),
    added: findAdditions(older.api, newer.api),
    subgraphs: compareSubgraphs(older.subgraphs, newer.subgraphs),
  }
}

function load(sdl: string) {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: null, validateSupergraph: false })
  return {
    api: supergraph.apiSchema().toGraphQLJSSchema(),
    subgraphs: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
  }
}

function findAdditions(older: GraphQLSchema, newer: GraphQLSchema): string[] {
  return Object.values(newer.getTypeMap()).flatMap(type => {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) return []
    const known = older.getType(type.name)
    if (!known) return [`${type.name} was added.`]
    return [...memberNames(type)]
      .filter(name => !memberNames(known).has(name))
      .map(name => `${type.name}.${name} was added.`)
  })
}

function memberNames(type: unknown): Set<string> {
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    return new Set(Object.keys(type.getFields()))
  if (isEnumType(type)) return new Set(type.getValues().map(value => value.name))
  if (isUnionType(type)) return new Set(type.getTypes().map(member => member.name))
  return new Set()
}

function compareSubgraphs(older: Map<string, string>, newer: Map<string, string>): string[] {
  const changes: string[] = []
  for (const name of older.keys()) if (!newer.has(name)) changes.push(`Subgraph ${name} was removed.`)
  for (const [name, url] of newer) {
    const known = older.get(name)
    if (known === undefined) changes.push(`Subgraph ${name} was added at ${url}.`)
    else if (known !== url) changes.push(`Subgraph ${name} moved from ${known} to ${url}.`)
  }
  return changes
}
