import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { post } from '../support/gateway.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('in production', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion({ NODE_ENV: 'production' })
  })
  afterAll(() => orion.stop())

  it.each([
    '{ __schema { types { name } } }',
    '{ ... { t: __type(name: "Query") { name } } }',
    getIntrospectionQuery(),
  ])('tells the schema to administrators alone', async query => {
    expect((await post(orion.url, { query })).errors).toMatchObject([
      { extensions: { code: 'INTROSPECTION_DISABLED' } },
    ])
    const editor = { authorization: `Bearer ${await orion.token({ role: 'EDITOR' })}` }
    expect((await post(orion.url, { query }, editor)).data).toBeUndefined()
    const admin = { authorization: `Bearer ${await orion.token({ role: 'ADMIN' })}` }
    expect((await post(orion.url, { query }, admin)).errors).toBeUndefined()
  })

  it.each([
    ['a field', '{ trend { id } }', 'Cannot query field "trend" on type "Query".'],
    ['a subfield', '{ trends { idd } }', 'Cannot query field "idd" on type "Trend".'],
    ['an argument', '{ content(idd: 1) { id } }', 'Unknown argument "idd" on field "Query.content".'],
    ["a fragment's type", '{ trends { ... on Trendd { id } } }', 'Unknown type "Trendd".'],
  ])('suggests no names for %s', async (_what, query, message) => {
    const { errors } = await post(orion.url, { query })
    expect(errors?.map(error => error.message)).toContain(message)
    expect(JSON.stringify(errors)).not.toContain('Did you mean')
  })

  it('still answers __typename', async () => {
    expect((await post(orion.url, { query: '{ __typename open }' })).data).toEqual({
      __typename: 'Query',
      open: 'for all',
    })
  })
})
