import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'
import { maliciousRequests, misused, textOfRequest } from '../support/malicious-requests.ts'

const refusal = z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })) })

describe('malicious documents', () => {
  let gateway: TestGateway<'misused'>
  beforeAll(async () => {
    gateway = await startTestGateway({ misused })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => {
    gateway.subgraphs.misused.calls.length = 0
  })

  it.each(maliciousRequests.map(request => [request.name, request] as const))(
    'refuses %s before any subgraph is called',
    async (_name, request) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: textOfRequest(request),
      })
      const body: unknown = JSON.parse(await response.text())
      const refusals = z.array(refusal).parse([body].flat())
      const codes = refusals.map(({ errors }) => errors[0]?.extensions.code)
      expect(new Set(codes)).toEqual(new Set([request.code]))
      // Operations of a batch are refused one by one.
      if (!Array.isArray(body)) expect(String(response.status)).toMatch(/^4/)
      expect(gateway.subgraphs.misused.calls).toEqual([])
    },
  )

  it('says which limit was broken, and how', async () => {
    const { errors } = await post(gateway.url, {
      query: `{ person ${'{ friend '.repeat(20)} { id } ${'}'.repeat(20)} }`,
    })
    expect(errors?.[0]?.message).toBe('The operation has 22 levels of fields; 15 are allowed.')
  })

  it('does not take brackets in texts and comments for nesting', async () => {
    const many = '{[('.repeat(100)
    for (const text of [`"${many}\\" ${many}"`, `"""${many} \\""" " ${many}"""`, `"" #${many}" \n`]) {
      const answer = await post(gateway.url, { query: `{ person(filter: { text: ${text} }) { id } }` })
      expect(answer.data).toEqual({ person: { id: '1' } })
    }
    const query = `{ person(filter: { text: "" }) { id } ${'{'.repeat(100)}`
    expect((await post(gateway.url, { query })).errors?.[0]?.message).toBe(
      'The document has more than 71 brackets inside of each other.',
    )
  })

  it('refuses a whole batch for one of its operations, and no later one for it', async () => {
    const fine = { query: '{ person { name } }' }
    const send = async (body: unknown) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return response.json()
    }
    const large = { query: `{ ${'a '.repeat(3000)} }` }
    expect(await send([large, fine])).toMatchObject([
      { errors: [{ message: 'The document has more than 3000 tokens.' }] },
      { errors: [{ message: 'Another operation of the batch is too large.' }] },
    ])
    expect(await send([fine, fine])).toEqual([
      { data: { person: { name: 'Ada' } } },
      { data: { person: { name: 'Ada' } } },
    ])
  })

  it('lets through what an explorer and an honest client ask', async () => {
    const introspection = await post(gateway.url, { query: getIntrospectionQuery() })
    expect(introspection.errors).toBeUndefined()
    const honest = await post(gateway.url, {
      query:
        'query($filter: Filter) { person(filter: $filter) { ...P ...P } } fragment P on Person { id name }',
      variables: { filter: { all: [{ ids: [1, 2] }, { not: { text: 'x' } }] } },
    })
    expect(honest.data).toEqual({ person: { id: '1', name: 'Ada' } })
  })
})
