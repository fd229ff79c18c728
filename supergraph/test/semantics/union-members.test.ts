import { describe, expect, it } from 'vitest'
import { federate, PLANNERS } from '../support/supergraph.ts'

/** A page whose panel both subgraphs can answer, each with blocks that the other one does not know and that have no key. */
const page = { id: 'p' }
const text = { __typename: 'Text', body: 'Hello', size: 2 }
const chart = {
  __typename: 'Chart',
  title: 'Views',
  size: 3,
  points: ({ last }: { last: number }) => [1, 2, 3].slice(-last),
  axis: { name: 'days', mark: { __typename: 'Dot', radius: 2 } },
}
const advert = { __typename: 'Advert', title: 'Buy', size: 9, sponsor: { name: 'Acme' } }

const subgraphs = {
  charts: {
    sdl: `
      type Query { page: Page first: Page @shareable }
      type Page @key(fields: "id") { id: ID! panel: Panel @shareable }
      type Panel @shareable { blocks: [Block!]! lead: Block }
      union Block = Text | Chart
      type Text @shareable { body: String size: Int }
      type Chart { title: String! size: Int points(last: Int!): [Int!] axis: Axis }
      type Axis { name: String mark: Mark }
      union Mark = Dot | Line
      type Dot { radius: Int }
      type Line { width: Int }`,
    resolvers: {
      Query: { page: () => page, first: () => page },
      Page: {
        __resolveReference: (key: object) => key,
        panel: () => ({ blocks: [text, chart], lead: chart }),
      },
    },
  },
  adverts: {
    sdl: `
      type Query { shop: Page first: Page @shareable }
      type Page @key(fields: "id") { id: ID! panel: Panel @shareable sidebar: Panel }
      type Panel @shareable { blocks: [Block!]! lead: Block }
      union Block = Text | Advert
      type Text @shareable { body: String size: Int }
      type Advert { title: String size: Int sponsor: Sponsor }
      type Sponsor { name: String }`,
    resolvers: {
      Query: { shop: () => page, first: () => page },
      Page: {
        __resolveReference: (key: object) => key,
        panel: () => ({ blocks: [text, advert], lead: advert }),
        sidebar: () => ({ blocks: [advert], lead: null }),
      },
    },
  },
}

const ALL = `__typename
  ... on Text { body }
  ... on Chart { title points(last: $last) axis { name mark { __typename ... on Dot { radius } ... on Line { width } } } }
  ... on Advert { caption: title sponsor { name } }`
const TEXT = { __typename: 'Text', body: 'Hello' }
const CHART = {
  __typename: 'Chart',
  title: 'Views',
  points: [2, 3],
  axis: { name: 'days', mark: { __typename: 'Dot', radius: 2 } },
}
const ADVERT = { __typename: 'Advert', caption: 'Buy', sponsor: { name: 'Acme' } }

describe.each(PLANNERS)('members that not every subgraph has of a union, planned by %s', planner => {
  it('are answered by the subgraph that answers the field, with all that it has of them', async () => {
    const { run } = await federate(subgraphs, planner)
    const query = (field: string) => `query($last: Int! = 2) { ${field} { panel { blocks { ${ALL} } } } }`
    expect(await run(query('page'))).toEqual({ data: { page: { panel: { blocks: [TEXT, CHART] } } } })
    expect(await run(query('shop'))).toEqual({ data: { shop: { panel: { blocks: [TEXT, ADVERT] } } } })
  })

  it('are so through named fragments, aliases and arguments of their own', async () => {
    const { run } = await federate(subgraphs, planner)
    const query = `
      query($one: Int!, $two: Int!) {
        page { panel { lead { ...Points } blocks { ... on Chart { p: points(last: $two) } ...Points } } }
      }
      fragment Points on Block { ... on Chart { points(last: $one) } ... on Advert { title } }`
    expect(await run(query, { one: 1, two: 2 })).toEqual({
      data: { page: { panel: { lead: { points: [3] }, blocks: [{}, { p: [2, 3], points: [3] }] } } },
    })
  })

  it('are so where the subgraph is asked for an entity', async () => {
    const { run, asked } = await federate(subgraphs, planner)
    const blocks = 'blocks { __typename ... on Chart { title } ... on Advert { title: sponsor { name } } }'
    const clash = await run(`{ page { sidebar { ${blocks} } } }`)
    expect(clash.errors?.[0]?.message).toContain('conflict')
    expect(
      await run(
        `query($last: Int! = 2) { page { sidebar { blocks { ${ALL} } } panel { lead { ${ALL} } } } }`,
      ),
    ).toEqual({ data: { page: { sidebar: { blocks: [ADVERT] }, panel: { lead: CHART } } } })
    expect(new Set(asked.map(({ subgraph }) => subgraph))).toEqual(new Set(['charts', 'adverts']))
  })

  it('are left out where nothing of them is selected that the subgraph has', async () => {
    const { run } = await federate(subgraphs, planner)
    expect(await run('{ page { panel { blocks { __typename ... on Advert { title } } } } }')).toEqual({
      data: { page: { panel: { blocks: [{ __typename: 'Text' }, { __typename: 'Chart' }] } } },
    })
    expect(await run('{ first { panel { blocks { ... on Text { body } } } } }')).toMatchObject({
      data: { first: { panel: { blocks: [{ body: 'Hello' }, {}] } } },
    })
  })

  it('are not asked for beside a field of the same name that has another type in that subgraph', async () => {
    const { run } = await federate(
      {
        strict: {
          sdl: `
            type Query { strict: Box }
            type Box @key(fields: "id") { id: ID! item: Item @shareable }
            union Item = Both | Strict
            type Both @shareable { label: String! }
            type Strict { label: String more: Int }`,
          resolvers: {
            Query: { strict: () => ({ id: 'b', item: { __typename: 'Strict', label: 'x', more: 1 } }) },
          },
        },
        loose: {
          sdl: `
            type Query { loose: Box }
            type Box @key(fields: "id") { id: ID! item: Item @shareable }
            union Item = Both | Loose
            type Both @shareable { label: String }
            type Loose { label: String }`,
        },
      },
      planner,
    )
    expect(await run('{ strict { item { ... on Both { label } ... on Strict { label more } } } }')).toEqual({
      data: { strict: { item: { label: null, more: 1 } } },
    })
  })
})
