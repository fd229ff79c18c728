import { composeServices } from '@apollo/composition'
import { type GraphQLError, parse } from 'graphql'
import type { SubgraphSource } from './rover-file.ts'

/** Either a supergraph with what composition remarked on, or the reasons why there is none. */
export type Composition =
  | { composed: true; supergraphSdl: string; hints: string[] }
  | { composed: false; problems: string[] }

/** Composes subgraphs into a supergraph; the order of `subgraphs` does not change the result. */
export function composeSupergraph(subgraphs: readonly SubgraphSource[]): Composition {
  const problems: string[] = []
  const services = subgraphs.flatMap(({ name, url, sdl, file }) => {
    try {
      return [{ name, url, typeDefs: parse(sdl) }]
    } catch (error) {
      problems.push(`${file} is not GraphQL: ${error instanceof Error ? error.message : String(error)}`)
      return []
    }
  })
  if (problems.length > 0) return { composed: false, problems }
  const result = composeServices(services)
  if (result.errors) return { composed: false, problems: result.errors.map(describeProblem) }
  return {
    composed: true,
    supergraphSdl: `${result.supergraphSdl.trimEnd()}\n`,
    hints: result.hints.map(hint => `${hint.definition.code}: ${hint.message}`),
  }
}

function describeProblem(error: GraphQLError): string {
  const code = error.extensions['code']
  return typeof code === 'string' ? `${code}: ${error.message}` : error.message
}
