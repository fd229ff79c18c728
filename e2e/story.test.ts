import { readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  generate,
  type RunningSystem,
  scanForTrends,
  startRunningSystem,
  untilStatus,
} from './running-system.ts'

let system: RunningSystem

beforeAll(async () => {
  system = await startRunningSystem()
})
afterAll(() => system?.end())

/** The query that the README shows. */
async function queryOfReadme(): Promise<string> {
  const readme = await readFile('README.md', 'utf8')
  const query = /```graphql\n(query Story[\s\S]*?)```/.exec(readme)?.[1]
  if (!query) throw new Error('the README shows no query named Story')
  return query
}

interface HeardEvent {
  id: string
  type: string
}

/** What the admin hears live about a content until it is published; first what came after an event. */
async function eventsUntilPublished(contentId: string, after?: string): Promise<HeardEvent[]> {
  const ended = new AbortController()
  const events: HeardEvent[] = []
  const watch = `subscription($contentId: ID, $after: ID) {
    pipelineEvents(contentId: $contentId, after: $after) { id type }
  }`
  const answers = system.admin.subscribe<{ pipelineEvents: HeardEvent }>(
    watch,
    { contentId, after },
    ended.signal,
  )
  for await (const { pipelineEvents } of answers) {
    events.push(pipelineEvents)
    if (pipelineEvents.type === 'orion.content.published') break
  }
  ended.abort()
  return events
}

let told: string
let heard: HeardEvent[]

it("one query tells a content's whole story over six subgraphs", async () => {
  const editor = await system.user('EDITOR')
  const trend = (await scanForTrends(editor.client))[0]
  const id = await generate(editor.client, trend?.id ?? '')
  const hearing = eventsUntilPublished(id)
  await untilStatus(editor.client, id, 'PUBLISHED')
  heard = await hearing
  told = id
  const query = await queryOfReadme()
  const { data, errors } = await editor.client.ask(query, { id })
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    content: {
      status: 'PUBLISHED',
      trend: { topic: trend?.topic },
      script: { hook: expect.any(String) },
      images: expect.arrayContaining([
        expect.objectContaining({ scene: 1, url: expect.stringContaining('/files/') }),
      ]),
      video: { url: expect.stringContaining('/files/'), durationSeconds: expect.any(Number) },
      publications: [{ status: 'PUBLISHED', platform: 'SANDBOX' }],
      timeline: {
        nodes: expect.arrayContaining([expect.objectContaining({ type: 'orion.content.published' })]),
      },
      cost: { total: expect.stringMatching(/^\d+(\.\d+)?$/) },
      createdBy: { id: editor.id, name: 'editor' },
    },
  })
})

it('tells who was away what they missed, from the log', async () => {
  // Neither the gateway nor Redis remembers, so that only pulse's log knows what happened.
  const redis = new Redis(system.redis?.url ?? '')
  await redis.del('orion:live:recent')
  redis.disconnect()
  await system.processes.get('gateway')?.kill()
  await system.restart('gateway')
  const kept = heard.filter(({ type }) => type !== 'orion.pipeline.progress')
  expect(kept.length).toBeLessThan(heard.length)
  expect(await eventsUntilPublished(told, kept[0]?.id)).toEqual(kept.slice(1))
})

it('tells the rest of it when a service is down, and which part is missing', async () => {
  await system.processes.get('pulse')?.kill()
  const { data, errors } = await system.admin.ask(await queryOfReadme(), { id: told })
  expect(data).toMatchObject({
    content: { status: 'PUBLISHED', video: { url: expect.any(String) }, timeline: null, cost: null },
  })
  expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['content.cost', 'content.timeline'])
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'pulse' })
})
