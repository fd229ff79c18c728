import fc from 'fast-check'
import { getOperationAST, parse, print, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING_DENIED } from '../../src/authorize/denied-fields.ts'
import { answerInParts } from '../../src/defer/answer-in-parts.ts'
import { splitDeferred } from '../../src/defer/split-deferred.ts'
import { createExecutor } from '../../src/execution/create-executor.ts'
import { createSubgraphConnections } from '../../src/execution/fetch/subgraph-connections.ts'
import { type LoadedSupergraph, loadSupergraph } from '../../src/schema/load-supergraph.ts'
import { putTogether } from '../support/put-together.ts'
import { deferSome } from '../support/shop/defer-some.ts'
import { type Faults, KNOWN_ONLY_TO } from '../support/shop/faults.ts'
import { generateOperation } from '../support/shop/generate-operation.ts'
import { createReference, type Reference } from '../support/shop/one-schema.ts'
import { type ShopServers, serveShop } from '../support/shop/serve-shop.ts'
import { PLANNERS } from '../support/supergraph.ts'

/** Other operations than those of every run: `FUZZ_SEED=7 FUZZ_RUNS=100000 npx vitest run one-schema`. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1)
const RUNS = {
  rust: Number(process.env['FUZZ_RUNS'] ?? 700),
  apollo: Number(process.env['FUZZ_RUNS'] ?? 200),
}

const RUNS_IN_PARTS = {
  rust: Number(process.env['FUZZ_RUNS'] ?? 200),
  apollo: Number(process.env['FUZZ_RUNS'] ?? 80),
}
const NO_FAULTS: Faults = { seed: 1, oneIn: 0, down: null }

type Path = readonly (string | number)[]

describe.each(PLANNERS)('the federated shop, planned by %s, answers as one schema does', planner => {
  let servers: ShopServers
  let supergraph: LoadedSupergraph
  let askOne: ReturnType<typeof createReference>
  const connections = createSubgraphConnections()

  beforeAll(async () => {
    servers = await serveShop()
    supergraph = loadSupergraph(servers.supergraph, ({ sdl, schema, subgraphs }) =>
      createExecutor({
        sdl,
        schema,
        planner,
        clients: new Map(subgraphs.map(({ name, url }) => [name, connections.to(name, url)])),
      }),
    )
    askOne = createReference(supergraph.schema)
  })
  afterAll(async () => {
    await connections.close()
    await servers.stop()
  })

  it('to generated operations, with broken fields and broken subgraphs', async () => {
    let compared = 0
    const property = fc.asyncProperty(fc.gen(), async g => {
      const choose = (max: number) => (max <= 0 ? 0 : g(fc.nat, { max }))
      const { query, variables } = generateOperation(supergraph.schema, choose)
      const seed = choose(1000)
      const document = parse(query)
      const operation = getOperationAST(document)
      if (!operation || validate(supergraph.schema, document).length > 0) return
      const variants: Faults[] = [
        { seed, oneIn: 0, down: null },
        { seed, oneIn: 5, down: null },
        { seed, oneIn: 30, down: null },
        { seed, oneIn: 0, down: Object.keys(KNOWN_ONLY_TO)[seed % 3] ?? null },
      ]
      await Promise.all(
        variants.map(async faults => {
          const header = JSON.stringify(faults)
          const context = () => `${query}\n${JSON.stringify(variables)}\n${header}`
          const call = { headersFor: () => ({ 'x-faults': header }), rightsKey: header }
          const executable = { document, operation, variables, denied: NOTHING_DENIED, trafficShare: 0 }
          const answer = await supergraph.executor.execute(executable, call).catch((cause: unknown) => {
            throw new Error(`not executed: ${context()}`, { cause })
          })
          const expected = askOne(document, variables, faults)
          const data = JSON.parse(answer.data ?? 'null')
          expect(data, context()).toEqual(expected.data ?? null)
          expect(
            summary(
              data,
              answer.errors.map(({ path }) => path),
              expected,
              faults,
            ),
            `${context()}\n${JSON.stringify(answer.errors)}`,
          ).toEqual(summary(data, expected.paths, expected, faults))
          compared += 1
        }),
      )
    })
    await fc.assert(property, { seed: SEED, numRuns: RUNS[planner], endOnFailure: true })
    expect(compared).toBeGreaterThan(RUNS[planner])
  }, 400_000)

  it('to generated operations in parts, put together', async () => {
    let parts = 0
    const property = fc.asyncProperty(fc.gen(), async g => {
      const choose = (max: number) => (max <= 0 ? 0 : g(fc.nat, { max }))
      const { query, variables } = generateOperation(supergraph.schema, choose)
      const whole = parse(query)
      if (getOperationAST(whole)?.operation !== 'query' || validate(supergraph.schema, whole).length > 0)
        return
      const document = parse(print(deferSome(whole, choose)))
      const operation = getOperationAST(document)
      if (!operation) return
      const executable = { document, operation, variables, denied: NOTHING_DENIED, trafficShare: 0 }
      const faults = JSON.stringify(NO_FAULTS)
      const call = { headersFor: () => ({ 'x-faults': faults }), rightsKey: faults }
      const answers = answerInParts(splitDeferred(executable), (part, within) => {
        parts += 1
        return supergraph.executor.executePart(part, executable, call, within)
      })
      const expected = askOne(whole, variables, NO_FAULTS)
      const context = `${print(document)}\n${JSON.stringify(variables)}`
      const data = await putTogether(answers).catch((cause: unknown) => {
        throw new Error(`not executed: ${context}`, { cause })
      })
      expect(data, context).toEqual(expected.data ?? undefined)
    })
    await fc.assert(property, { seed: SEED, numRuns: RUNS_IN_PARTS[planner], endOnFailure: true })
    expect(parts).toBeGreaterThan(RUNS_IN_PARTS[planner])
  }, 400_000)
})

/**
 * What errors explain: the nulls they lead to. Every error must also be one that the one schema would know; a failed
 * subgraph is reported at so many places at most, so that some of its nulls may go unexplained.
 */
function summary(
  data: unknown,
  paths: readonly (Path | undefined)[],
  { allPaths }: Reference,
  { down }: Faults,
) {
  const landings = new Set(paths.map(path => JSON.stringify(landing(data, path))))
  const known = new Set(allPaths.map(path => JSON.stringify(path)))
  const unknown = paths.filter(path => !known.has(JSON.stringify(path)))
  return { explained: down && known.size > 20 ? landings.size > 0 : [...landings].sort(), unknown }
}

/** The way to the first null on a path. */
function landing(data: unknown, path: Path | undefined): Path | 'nowhere' {
  let value = data
  for (let at = 0; at <= (path?.length ?? 0); at++) {
    if (value === null) return path?.slice(0, at) ?? []
    const step = path?.[at]
    value = step === undefined ? undefined : Object(value)[step]
  }
  return 'nowhere'
}
