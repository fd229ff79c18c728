import { randomUUID } from 'node:crypto'
import type { EventData } from '@orion/common'
import { eventually } from '@orion/common/testing/test-system'
import { beforeEach, expect, test } from 'vitest'
import { answerWith } from './local-server.ts'
import { rss } from './sample-documents.ts'
import { scoutAtWork } from './scout-at-work.ts'

const scout = scoutAtWork(['/feed'])

beforeEach(async () => {
  await scout.system.query('TRUNCATE scout.trends, scout.scans CASCADE')
  scout.system.heard.length = 0
})

async function detect(...topics: string[]): Promise<string[]> {
  scout.answer(answerWith(rss(topics)))
  const { trends } = await scout.scan()
  return trends.map(({ id }) => id)
}

function content(trendId: string): EventData<'content.created'> {
  return {
    contentId: randomUUID(),
    runId: randomUUID(),
    userId: randomUUID(),
    trendId,
    title: 'A video',
    niche: 'general',
    platform: 'YOUTUBE_SHORTS',
    style: 'CINEMATIC',
    styleGuide: '',
    script: {
      hook: 'Hook',
      body: 'Body',
      callToAction: 'Go',
      segments: [{ position: 0, kind: 'HOOK', text: 'Hook' }],
    },
    visualPrompts: [
      {
        scene: 1,
        description: 'A hill',
        style: 'CINEMATIC',
        cameraAngle: '',
        mood: '',
        negativePrompt: '',
        segments: [0],
      },
    ],
  }
}

const trend = async (id: string) => {
  const [row] = await scout.system.query<{ status: string; content_id: string | null }>(
    'SELECT status::text, content_id FROM scout.trends WHERE id = $1',
    [id],
  )
  return row
}

test('a trend is used once content is made from it, however often it is told', async () => {
  const [id = ''] = await detect('Volcano erupts in Iceland')
  const data = content(id)
  const event = await scout.system.send('director', 'scout', 'content.created', data)
  await eventually(async () => (await trend(id))?.status === 'USED')
  await scout.system.send('director', 'scout', 'content.created', data, event)
  await scout.system.send('director', 'scout', 'content.created', { ...data, runId: randomUUID() })
  const last = content(id)
  await scout.system.send('director', 'scout', 'content.created', last)
  await eventually(async () => {
    const rows = await scout.system.query('SELECT 1 FROM scout_delivery.inbox')
    return rows.length >= 3
  })
  expect(await trend(id)).toEqual({ status: 'USED', content_id: data.contentId })
  const changes = await scout.system.query('SELECT actor, reason FROM scout.trend_changes')
  expect(changes).toEqual([{ actor: data.userId, reason: 'content "A video" was made from it' }])
})

test('content of a trend that is unknown or was discarded meanwhile changes nothing', async () => {
  const [discarded = '', active = ''] = await detect('Volcano erupts in Iceland', 'Chess title changes hands')
  await scout.system.query(`UPDATE scout.trends SET status = 'DISCARDED' WHERE id = $1`, [discarded])
  await scout.system.send('director', 'scout', 'content.created', content(randomUUID()))
  await scout.system.send('director', 'scout', 'content.created', content(discarded))
  await scout.system.send('director', 'scout', 'content.created', content(active))
  await eventually(async () => (await trend(active))?.status === 'USED')
  expect(await trend(discarded)).toEqual({ status: 'DISCARDED', content_id: null })
})

test('what nobody used in time expires, and the others are told', async () => {
  const [old = '', used = '', fresh = ''] = await detect(
    'Volcano erupts in Iceland',
    'Chess title changes hands',
    'Tulips',
  )
  await scout.system.query(
    `UPDATE scout.trends SET expires_at = now() - interval '1 minute' WHERE id = ANY($1::uuid[])`,
    [[old, used]],
  )
  await scout.system.query(`UPDATE scout.trends SET status = 'USED' WHERE id = $1`, [used])
  // The hourly job, ahead of its time.
  await scout.system.query(
    `INSERT INTO scout_delivery.outbox (id, kind, name, payload, options) VALUES (gen_random_uuid(), 'job', 'expire-trends', '{}', '{}')`,
  )
  await scout.service.drainOutbox()
  const event = await scout.system.hear('trend.expired')
  expect(event.data).toEqual({ trendId: old, topic: 'Volcano erupts in Iceland' })
  expect([(await trend(old))?.status, (await trend(used))?.status, (await trend(fresh))?.status]).toEqual([
    'EXPIRED',
    'USED',
    'ACTIVE',
  ])
  const changes = await scout.system.query('SELECT trend_id, actor, "to"::text FROM scout.trend_changes')
  expect(changes).toEqual([{ trend_id: old, actor: 'scout', to: 'EXPIRED' }])
})
