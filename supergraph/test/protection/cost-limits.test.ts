import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect, listen } from '../support/live-client.ts'
import { startOrion, type TestOrion } from '../support/orion.ts'

describe('what operations may cost', () => {
  let orion: TestOrion
  beforeAll(async () => {
    orion = await startOrion({ ORION_COST_LIMIT: '30', ORION_COST_BUDGET: '100' })
  })
  afterAll(() => orion.stop())
  beforeEach(() => {
    for (const { calls } of Object.values(orion.subgraphs)) calls.length = 0
  })

  const ask = async (query: string, authorization?: string) => {
    const response = await fetch(orion.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(authorization ? { authorization } : {}),
      },
      body: JSON.stringify({ query }),
    })
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      body: JSON.parse(await response.text()),
    }
  }
  const signIn = async () => `Bearer ${await orion.token({ userId: randomUUID(), role: 'EDITOR' })}`
  const calls = () => Object.values(orion.subgraphs).flatMap(subgraph => subgraph.calls)

  it('tells in the answer what it cost and what is left', async () => {
    const authorization = await signIn()
    const { body } = await ask('{ open trends { id } }', authorization)
    expect(body).toEqual({
      data: { open: 'for all', trends: [] },
      extensions: {
        cost: {
          estimated: 10,
          limit: 30,
          budget: { limit: 100, remaining: 90, resetSeconds: expect.any(Number) },
        },
      },
    })
    const next = await ask('{ trends { id } }', authorization)
    expect(next.body.extensions.cost.budget.remaining).toBe(80)
  })

  it('refuses an operation that costs too much before any subgraph is called', async () => {
    const query = '{ a: trends { id } b: trends { id } c: trends { id } d: trends { id } }'
    const { status, body } = await ask(query, await signIn())
    expect(status).toBe(400)
    expect(body.errors).toMatchObject([
      {
        message: 'The operation may cost 40; 30 are allowed. Ask for fewer fields or shorter lists.',
        extensions: { code: 'COST_LIMIT_EXCEEDED', cost: { estimated: 40, limit: 30 } },
      },
    ])
    expect(calls()).toEqual([])
  })

  it('refuses a user whose budget is spent, says how long to wait, and leaves others alone', async () => {
    const [ada, grace] = [await signIn(), await signIn()]
    const query = '{ a: trends { id } b: trends { id } c: trends { id } }'
    for (let round = 0; round < 3; round++) expect((await ask(query, ada)).status).toBe(200)
    const before = calls().length
    const refused = await ask(query, ada)
    expect([refused.status, Number(refused.retryAfter) > 0]).toEqual([429, true])
    expect(refused.body.errors[0].extensions).toMatchObject({
      code: 'COST_BUDGET_EXCEEDED',
      cost: { estimated: 30, budget: { limit: 100, remaining: 10 } },
    })
    expect(calls()).toHaveLength(before)
    expect((await ask('{ trends { id } }', ada)).status).toBe(200)
    expect((await ask(query, grace)).status).toBe(200)
  })

  it('holds over WebSockets as well', async () => {
    const client = connect(orion.socketUrl, await orion.token({ userId: randomUUID(), role: 'EDITOR' }))
    const cheap = listen(client, 'query { trends { id } }')
    await cheap.until(1)
    const dear = listen(
      client,
      `query { ${Array.from({ length: 4 }, (_, at) => `a${at}: trends { id }`).join(' ')} }`,
    )
    await Promise.race([dear.ended, dear.until(1)])
    expect(JSON.stringify([dear.received, await dear.ended])).toContain('COST_LIMIT_EXCEEDED')
    await client.dispose()
  })
})
