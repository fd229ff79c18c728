import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApolloGateway } from '@apollo/gateway'
import { type GraphQLSchema, printSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { withDefer } from '../../src/defer/defer-directive.ts'
import { ROOM } from '../../src/room.ts'
import { loadSupergraph } from '../../src/schema/load-supergraph.ts'

const ORION = readFileSync(join(ROOM, 'supergraph.graphql'), 'utf8')

/** Without the marks of rules that Orion's gateway enforces and @apollo/gateway does not know. */
const UNMARKED = ORION.replaceAll(', for: SECURITY)', ')')

function load(sdl: string): GraphQLSchema {
  return loadSupergraph(sdl, () => ({
    execute: () => Promise.reject(),
    executePart: () => Promise.reject(),
    startOf: () => Promise.reject(),
    completeEvent: () => Promise.reject(),
  })).schema
}

async function loadWithApollo(sdl: string): Promise<GraphQLSchema> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'
  const logger = { debug() {}, info() {}, warn() {}, error() {} }
  const gateway = new ApolloGateway({ supergraphSdl: sdl, validateSupergraph: true, logger })
  const { schema } = await gateway.load()
  await gateway.stop()
  return schema
}

describe('a supergraph, as @apollo/gateway sees it', () => {
  it('publishes the same schema', async () => {
    expect(printSchema(load(ORION))).toBe(printSchema(withDefer(await loadWithApollo(UNMARKED))))
  })

  it.each([
    ['no supergraph at all', 'type Query { ok: Boolean }'],
    ['a type that is not there', UNMARKED.replace('type Query', 'type Query_')],
    ['another version of join', UNMARKED.replaceAll('join/v0.5', 'join/v0.9')],
    [
      'a rule that nobody would enforce',
      UNMARKED.replace('schema\n', 'schema\n  @link(url: "https://example.com/x/v1.0", for: SECURITY)\n'),
    ],
  ])('is refused for the same reason: %s', async (_, sdl) => {
    const refused = await loadWithApollo(sdl).then(
      () => null,
      (error: Error) => error,
    )
    expect(refused).toBeInstanceOf(Error)
    expect(() => load(sdl)).toThrow(refused?.message)
  })
})
