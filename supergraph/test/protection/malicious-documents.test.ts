import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { post, startTestGateway, type TestGateway } from '../support/gateway.ts'
import { maliciousRequests, misused, textOfRequest } from '../support/malicious-requests.ts'

const refusal = z.union([
  z.object({ errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })) }),
  z.object({ error: z.object({ code: z.string() }) }),
])

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
      const body = refusal.parse(JSON.parse(await response.text()))
      const code = 'error' in body ? body.error.code : body.errors[0]?.extensions.code
      expect(code).toBe(request.code)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(gateway.subgraphs.misused.calls).toEqual([])
    },
  )

  it('says which limit was broken, and how', async () => {
    const { errors } = await post(gateway.url, {
      query: `{ person ${'{ friend '.repeat(20)} { id } ${'}'.repeat(20)} }`,
    })
    expect(errors?.[0]?.message).toBe('The operation has 22 levels of fields; 15 are allowed.')
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
