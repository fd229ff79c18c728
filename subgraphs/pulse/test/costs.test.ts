import { randomUUID } from 'node:crypto'
import {
  createTestSystem,
  type TestService,
  type TestSystem,
  testViewer,
} from '@orion/common/testing/test-system'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pulse from '../src/main.ts'
import { cost, eventAt, loggedIn, newContent, stageChanged, type Told, updated } from './pulse-events.ts'

let system: TestSystem
let service: TestService

beforeAll(async () => {
  system = await createTestSystem()
  service = await system.start(pulse)
})
afterAll(() => system?.stop())

async function spend(
  told: Told,
  amounts: Parameters<typeof cost>[1][],
  changes: Parameters<typeof cost>[2] = {},
) {
  const events = await Promise.all(
    amounts.map(amount => system.send('director', 'pulse', 'cost.recorded', cost(told, amount, changes))),
  )
  await loggedIn(system, events)
  return events
}

describe('costs', () => {
  test('add up exactly, where floats would not, and only once', async () => {
    const viewer = testViewer('EDITOR')
    const told = newContent(viewer.userId)
    const [first] = await spend(told, ['0.1', '0.2', '0.000000000000000001', '12345678.3'])
    if (!first) throw new Error('nothing was spent')
    await system.query('DELETE FROM pulse_delivery.inbox WHERE event_id = $1', [first.id])
    await system.send('director', 'pulse', 'cost.recorded', first.data, first)
    await spend(told, ['0.25'], { category: 'IMAGE', provider: 'fal', unit: 'image', units: '1' })

    const { data } = await service.graphql(
      `query ($references: [_Any!]!) {
        costSummary(days: 2) {
          total byCategory { category amount } byProvider { provider amount calls } byDay { amount }
        }
        _entities(representations: $references) { ... on Content { cost { total byCategory { category amount } } } }
      }`,
      { references: [{ __typename: 'Content', id: told.contentId }] },
      viewer,
    )
    const llm = '12345678.600000000000000001'
    const total = '12345678.850000000000000001'
    const byCategory = [
      { category: 'LLM', amount: llm },
      { category: 'IMAGE', amount: '0.25' },
    ]
    expect(data).toEqual({
      costSummary: {
        total,
        byCategory,
        byProvider: [
          { provider: 'openai', amount: llm, calls: 4 },
          { provider: 'fal', amount: '0.25', calls: 1 },
        ],
        byDay: [{ amount: '0' }, { amount: total }],
      },
      _entities: [{ cost: { total, byCategory } }],
    })
  })

  test('are shown to those they concern, newest first and in pages', async () => {
    const viewer = testViewer('VIEWER')
    const told = newContent(viewer.userId)
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))
    const events = ['1', '2', '3'].map((amount, second) =>
      eventAt('media', 'cost.recorded', cost(told, amount, { category: 'IMAGE', units: '1.50' }), at(second)),
    )
    for (const event of events) await system.send('media', 'pulse', 'cost.recorded', event.data, event)
    await loggedIn(system, events)

    const query = `query ($after: String) { costRecords(first: 2, after: $after) {
      nodes { service provider category units unit amount content { id } } pageInfo { hasNextPage endCursor } } }`
    const read = async (after: string | null, as = viewer) =>
      (
        await service.graphql<{ costRecords: { nodes: { amount: string }[]; pageInfo: Page } }>(
          query,
          { after },
          as,
        )
      ).data.costRecords
    const first = await read(null)
    expect(first.nodes[0]).toEqual({
      service: 'media',
      provider: 'openai',
      category: 'IMAGE',
      units: '1.5',
      unit: 'token',
      amount: '3',
      content: { id: told.contentId },
    })
    const second = await read(first.pageInfo.endCursor)
    expect([...first.nodes, ...second.nodes].map(record => record.amount)).toEqual(['3', '2', '1'])
    expect((await read(null, testViewer('EDITOR'))).nodes).toEqual([])
  })

  test('are told over REST as well: by day, by provider with its errors, and projected', async () => {
    const viewer = testViewer('EDITOR')
    const told = newContent(viewer.userId)
    await spend(told, ['0.5', '0.2'])
    await loggedIn(system, [
      await system.send(
        'director',
        'pulse',
        'pipeline.stage_changed',
        stageChanged(told, 'STRATEGIST', 'FAILED', { provider: 'openai' }),
      ),
    ])
    const get = async (path: string) => (await service.request(`/api/v1${path}`, viewer)).json()
    const llm = [{ category: 'LLM', amount: '0.7' }]
    expect(await get('/costs?days=7')).toMatchObject({ total: '0.7', byCategory: llm })
    const daily = await get('/costs/daily?days=3')
    expect(daily.items.map((day: { total: string }) => day.total)).toEqual(['0', '0', '0.7'])
    expect(await get('/costs/by-provider')).toEqual({
      items: [{ provider: 'openai', total: '0.7', calls: 2, byCategory: llm }],
    })
    expect(await get('/pipeline/providers')).toEqual({
      items: [{ provider: 'openai', calls: 2, total: '0.7', errors: 1 }],
    })
    expect((await get('/pipeline/costs?days=7')).items).toEqual([
      { period: 'daily', currentCost: '0.7', projectedCost: '0.1', trend: 'increasing' },
      { period: 'weekly', currentCost: '0.7', projectedCost: '0.7', trend: 'increasing' },
      { period: 'monthly', currentCost: '0.7', projectedCost: '3', trend: 'increasing' },
    ])
    expect((await get('/costs/records')).items).toHaveLength(2)
    expect((await service.request('/api/v1/costs?days=0', viewer)).status).toBe(400)
    expect((await service.request('/api/v1/costs', null)).status).toBe(401)
  })

  test('of somebody else’s content cannot be read through an entity', async () => {
    const told = newContent(randomUUID())
    await spend(told, ['1'])
    await loggedIn(system, [await system.send('director', 'pulse', 'content.updated', updated(told))])
    const query = `query ($references: [_Any!]!) { _entities(representations: $references) {
      ... on Content { cost { total } } ... on Trend { performance { contents published cost } } } }`
    const references = [
      { __typename: 'Content', id: told.contentId },
      { __typename: 'Content', id: randomUUID() },
      { __typename: 'Content', id: 'not an id' },
      { __typename: 'Trend', id: told.trendId },
    ]
    const seenBy = async (role: 'VIEWER' | 'ADMIN') =>
      (await service.graphql<{ _entities: unknown[] }>(query, { references }, testViewer(role))).data
        ._entities
    const nothing = { cost: { total: '0' } }
    expect(await seenBy('VIEWER')).toEqual([
      null,
      nothing,
      null,
      { performance: { contents: 0, published: 0, cost: '0' } },
    ])
    expect(await seenBy('ADMIN')).toEqual([
      { cost: { total: '1' } },
      nothing,
      null,
      { performance: { contents: 1, published: 0, cost: '1' } },
    ])
  })
})

interface Page {
  hasNextPage: boolean
  endCursor: string
}
