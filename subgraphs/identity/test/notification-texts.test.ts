import type { EventData } from '@orion/common/events/catalogue'
import { describe, expect, test } from 'vitest'
import { addEntry, type EntryOf } from '../src/notifications/notification-entries.ts'
import {
  draftNotification,
  type NotificationDraft,
  type Notifying,
} from '../src/notifications/notification-from-event.ts'
import { writeNotification } from '../src/notifications/notification-texts.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const content = { contentId: id(1), runId: id(2), userId: id(3), title: 'Why cats purr' }

function draft<Name extends Notifying>(name: Name, data: EventData<Name>): NotificationDraft {
  const drafted = draftNotification[name](data)
  if (!drafted) throw new Error(`${name} led to nothing`)
  return drafted
}

function textOf<Name extends Notifying>(name: Name, data: EventData<Name>) {
  const { type, entry } = draft(name, data)
  return writeNotification(type, [entry], 1)
}

const trend = (
  number: number,
  changes: Partial<EventData<'trend.detected'>> = {},
): EventData<'trend.detected'> => ({
  trendId: id(number),
  scanId: id(100),
  topic: `Topic ${number}`,
  summary: null,
  text: null,
  url: null,
  imageUrl: null,
  source: 'The Guardian',
  niche: 'technology',
  keywords: [],
  score: number,
  isSample: false,
  publishedAt: null,
  detectedAt: '2026-01-01T00:00:00Z',
  ...changes,
})

const stage = (
  changes: Partial<EventData<'pipeline.stage_changed'>>,
): EventData<'pipeline.stage_changed'> => ({
  ...content,
  stage: 'VIDEO',
  status: 'AWAITING_REVIEW',
  attempt: 1,
  provider: null,
  error: null,
  gateId: id(7),
  ...changes,
})

describe('a notification', () => {
  test('of one trend names it', () => {
    expect(textOf('trend.detected', trend(82))).toEqual({
      title: 'New trend: Topic 82',
      body: 'Found in The Guardian for the niche technology, with a score of 82 of 100.',
    })
    expect(textOf('trend.detected', trend(82, { isSample: true })).body).toContain('the sample feeds')
  })

  test('of a burst of trends names the strongest', () => {
    let entries: EntryOf<'TREND_DETECTED'>[] = []
    for (const score of [40, 90, 60, 70, 20, 80, 30]) {
      const { type, entry } = draft('trend.detected', trend(score))
      if (type === 'TREND_DETECTED') entries = addEntry(type, entries, entry)
    }
    expect(writeNotification('TREND_DETECTED', entries, 7)).toEqual({
      title: '7 new trends',
      body: 'The strongest are “Topic 90” (90), “Topic 80” (80), “Topic 70” (70), “Topic 60” (60), and “Topic 40” (40).',
    })
  })

  test('of a gate says what is finished and what to do', () => {
    expect(textOf('pipeline.stage_changed', stage({}))).toEqual({
      title: '“Why cats purr” waits for your decision',
      body: 'The video is finished. Approve it to go on, or reject it with what should change.',
    })
  })

  test('of a publication names the platform, and no address, which may be a signed one that ends', () => {
    const published = {
      ...content,
      publicationId: id(4),
      accountId: id(5),
      platform: 'YOUTUBE',
      postId: 'x1',
      postUrl: 'https://example.com/x1',
      publishedAt: '2026-01-01T00:00:00Z',
    }
    expect(textOf('content.published', published).body).toBe('It is on YouTube now.')
    const { type, entry } = draft('content.published', { ...published, platform: 'TIKTOK' })
    const both = addEntry(type, [draft('content.published', published).entry], entry)
    expect(writeNotification(type, both, 2).body).toBe('It is on TikTok and YouTube now.')
  })

  test('of a publication nobody knows the end of does not say that it failed', () => {
    const failed = {
      ...content,
      publicationId: id(4),
      platform: 'X',
      error: 'timed out',
      outcome: 'UNKNOWN',
    } as const
    expect(textOf('publication.failed', failed).body).toMatch(/^Nobody knows yet whether X took the post/)
    expect(textOf('publication.failed', { ...failed, outcome: 'FAILED' }).body).toBe(
      'X refused the post: timed out',
    )
  })

  test('never grows beyond its place', () => {
    const text = textOf('media.failed', { ...content, title: '🐢'.repeat(300), error: 'e'.repeat(5000) })
    expect([...text.title]).toHaveLength(160)
    expect([...text.body]).toHaveLength(1000)
  })
})

describe('events', () => {
  test('of stages that need nobody lead to no notification', () => {
    for (const status of ['RUNNING', 'COMPLETED', 'FAILED'] as const)
      expect(draftNotification['pipeline.stage_changed'](stage({ stage: 'STITCH', status }))).toBeNull()
  })

  test('of one scan share a group, those of two do not', () => {
    const group = (data: EventData<'trend.detected'>) => draft('trend.detected', data).groupKey
    expect(group(trend(1))).toBe(group(trend(2)))
    expect(group(trend(1))).not.toBe(group(trend(2, { scanId: id(101) })))
    expect(group(trend(1, { scanId: null }))).not.toBe(group(trend(2, { scanId: null })))
  })

  test('about a content go to its owner, trends to those who can use them', () => {
    expect(draft('media.failed', { ...content, error: 'no' }).recipients).toEqual({ ownerId: id(3) })
    expect(draft('trend.detected', trend(1)).recipients).toBe('editors')
  })
})
