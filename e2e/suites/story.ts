import { readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import { expect, it, onTestFinished } from 'vitest'
import { eventsUntilPublished, published, system } from '../shared-system.ts'

/** The query that the README shows. */
async function queryOfReadme(): Promise<string> {
  const readme = await readFile('README.md', 'utf8')
  const query = /```graphql\n(query Story[\s\S]*?)```/.exec(readme)?.[1]
  if (!query) throw new Error('the README shows no query named Story')
  return query
}

it("one query tells a content's whole story over six subgraphs", async () => {
  const { id, topic, owner } = await published
  const { data, errors } = await owner.client.ask(await queryOfReadme(), { id })
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({
    content: {
      status: 'PUBLISHED',
      trend: { topic },
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
      createdBy: { id: owner.id, name: 'owner' },
    },
  })
})

it('tells who was away what they missed, from the log', async () => {
  const { id, heard } = await published
  // Neither the gateway nor Redis remembers, so that only pulse's log knows what happened.
  const redis = new Redis(system.redis?.url ?? '')
  await redis.del('orion:live:recent')
  redis.disconnect()
  await system.processes.get('gateway')?.kill()
  await system.restart('gateway')
  const kept = heard.filter(({ type }) => type !== 'orion.pipeline.progress')
  expect(kept.length).toBeLessThan(heard.length)
  expect(await eventsUntilPublished(id, kept[0]?.id)).toEqual(kept.slice(1))
})

it('tells the rest of it when a service is down, and which part is missing', async () => {
  const { id } = await published
  await system.processes.get('pulse')?.kill()
  onTestFinished(() => system.restart('pulse'))
  const { data, errors } = await system.admin.ask(await queryOfReadme(), { id })
  expect(data).toMatchObject({
    content: { status: 'PUBLISHED', video: { url: expect.any(String) }, timeline: null, cost: null },
  })
  expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual(['content.cost', 'content.timeline'])
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'pulse' })
})
