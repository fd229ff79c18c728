import { eventually } from '@orion/common/testing/test-system'
import { describe, expect, it } from 'vitest'
import { createPlannerProcess, type PlannerRequest } from '../../src/execution/plan/planner-process.ts'
import { compose, federate, type TestSubgraph } from '../support/supergraph.ts'

const BOOK = { __typename: 'Book', id: '1', isbn: '978', shelf: { id: 'A7' } }

/** The planner ends its process over `label`: on the way to it, it takes one subgraph's key for another's. */
const subgraphs: Record<string, TestSubgraph> = {
  library: {
    sdl: 'type Query { book: Book @shareable } type Book @key(fields: "id") { id: ID! }',
    resolvers: { Query: { book: () => BOOK }, Book: { __resolveReference: () => BOOK } },
  },
  store: {
    sdl: `
      type Query { book: Book @shareable }
      type Book @key(fields: "isbn") { isbn: String! shelf: Shelf }
      type Shelf @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { book: () => BOOK }, Book: { __resolveReference: () => BOOK } },
  },
  labels: {
    sdl: `
      type Query { hello: String }
      type Book @key(fields: "id") @key(fields: "isbn") {
        id: ID!
        isbn: String!
        shelf: Shelf @external
        label: String @requires(fields: "shelf { id }")
      }
      type Shelf @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { hello: () => 'world' },
      Book: {
        __resolveReference: (book: object) => ({ ...BOOK, shelf: undefined, ...book }),
        label: ({ shelf }: { shelf: { id: string } }) => `on ${shelf.id}`,
      },
    },
  },
}

const LABEL = '{ book { label } }'
const HELLO = '{ hello }'

describe('an operation over which the planner ends its process', () => {
  it('is planned by the other one, while others get their plans', async () => {
    const { run } = await federate(subgraphs, 'rust')
    const answers = await Promise.all([
      run(HELLO),
      run(LABEL),
      run('{ book { id } }'),
      run('{ again: hello }'),
    ])
    expect(answers).toEqual([
      { data: { hello: 'world' } },
      { data: { book: { label: 'on A7' } } },
      { data: { book: { id: '1' } } },
      { data: { again: 'world' } },
    ])
  })
})

describe('the planner’s process', () => {
  const program = 'rust-planner-process.mjs'
  const load: PlannerRequest = { kind: 'load', supergraph: 'books', sdl: compose(subgraphs) }
  const plan = (document: string): PlannerRequest => ({
    ...{
      kind: 'plan',
      supergraph: 'books',
      document,
      operationName: null,
      activeLabels: [],
      share: 0,
      labels: [],
    },
  })
  const kinds = async (outcomes: Promise<{ kind: string }>[]) =>
    (await Promise.all(outcomes)).map(({ kind }) => kind)

  it('is started again for those that waited, without what it had loaded', async () => {
    const { ask } = createPlannerProcess({ program })
    expect(await kinds([load, plan(HELLO), plan(LABEL), plan(HELLO)].map(ask))).toEqual([
      'loaded',
      'planned',
      'crashed',
      'unknown',
    ])
    expect(await kinds([load, plan(HELLO)].map(ask))).toEqual(['loaded', 'planned'])
  })

  it('may be asked when it has ended already and nobody knows it yet', async () => {
    const { ask } = createPlannerProcess({ program })
    await ask(load)
    const asked = [ask(plan(LABEL))]
    // Nothing is heard of the process meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000)
    for (let again = 0; again < 3; again++) asked.push(ask(plan(HELLO)))
    expect(await kinds(asked)).toEqual(['crashed', 'unknown', 'unknown', 'unknown'])
  })

  it('refuses what is no supergraph, and goes on', async () => {
    const { ask } = createPlannerProcess({ program })
    const broken: PlannerRequest = { ...load, supergraph: 'broken', sdl: 'type Query {' }
    expect(await kinds([broken, load, plan('{ nothing }'), plan(HELLO)].map(ask))).toEqual([
      'refused',
      'loaded',
      'refused',
      'planned',
    ])
  })

  it('is ended when an operation takes too long', async () => {
    const { ask } = createPlannerProcess({ program, timeoutMs: 1 })
    expect(await kinds([ask(plan(HELLO))])).toEqual(['crashed'])
  })

  it('is let go when there is nothing to plan, and started again when there is', async () => {
    const { ask } = createPlannerProcess({ program, idleMs: 1, endsAtMost: 1, restMs: 60_000 })
    await ask(load)
    expect((await ask(plan(HELLO))).kind).toBe('planned')
    await eventually(async () => (await ask(plan(HELLO))).kind === 'unknown', 'another process')
  })

  it('stays where some operations cannot wait for its start', async () => {
    const { ask, keep } = createPlannerProcess({ program, idleMs: 1 })
    keep()
    await ask(load)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect((await ask(plan(HELLO))).kind).toBe('planned')
  })

  it('rests when it ended too often', async () => {
    const { ask } = createPlannerProcess({ program, endsAtMost: 2, restMs: 60_000 })
    const crash = async () => {
      await ask(load)
      return ask(plan(LABEL))
    }
    const lastWords = expect.stringMatching(/^thread .* panicked at .*\n.*unwrap/)
    expect(await crash()).toEqual({ kind: 'crashed', lastWords })
    expect(await crash()).toEqual({ kind: 'crashed', lastWords })
    expect(await ask(load)).toEqual({ kind: 'resting' })
  })
})
