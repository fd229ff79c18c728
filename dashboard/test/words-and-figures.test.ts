import { expect, test } from 'vitest'
import { choosePoster } from '#contents/poster.ts'
import { changePercent, splitSpending } from '#overview/figures.ts'
import { toPublishInput } from '#reviews/publish-plan.ts'
import { type ContentWishes, toInput } from '#trends/content-wishes.ts'
import { fileAddress } from '#ui/file-address.ts'
import { dollars, duration, fileSize, relativeTime, timecode } from '#ui/format.ts'

test('times are told as people tell them', () => {
  const now = Date.UTC(2026, 0, 2)
  const ago = (seconds: number) => relativeTime(now - seconds * 1000, now)
  expect([3, 45, 130, 7200, 3 * 86_400].map(ago)).toEqual([
    'just now',
    '45 sec. ago',
    '2 min. ago',
    '2 hr. ago',
    '3 days ago',
  ])
  expect(ago(-7200)).toBe('in 2 hr.')
  expect([4.25, 42, 72, 7500].map(duration)).toEqual(['4.3 s', '42 s', '1 min 12 s', '2 h 5 min'])
  expect([7.9, 83].map(timecode)).toEqual(['0:07', '1:23'])
})

test('amounts keep the decimals that matter', () => {
  expect(['0', '0.0000', '0.0180', '1.5', '1234.567'].map(dollars)).toEqual([
    '$0',
    '$0',
    '$0.0180',
    '$1.50',
    '$1234.57',
  ])
  expect(['850', '6423112'].map(fileSize)).toEqual(['1 kB', '6.4 MB'])
})

test('files of the gateway come from the own origin, others from where they are', () => {
  expect(fileAddress('http://gateway.example:8000/files/a/b.jpg?expires=1&signature=x')).toBe(
    '/files/a/b.jpg?expires=1&signature=x',
  )
  expect(fileAddress('https://bucket.example/b.jpg')).toBe('https://bucket.example/b.jpg')
})

test('only gates that pass by themselves are told to the graph, as a score from 0 to 1', () => {
  const wishes: ContentWishes = {
    platform: 'TIKTOK',
    style: 'ANIME',
    tone: 'calm',
    targetSeconds: 30,
    gates: { STRATEGIST: null, CREATOR: 70, ANALYST: 0, VIDEO: null },
  }
  expect(toInput('t1', wishes)).toEqual({
    trendId: 't1',
    platform: 'TIKTOK',
    style: 'ANIME',
    tone: 'calm',
    targetSeconds: 30,
    gates: [
      { stage: 'CREATOR', passAt: 0.7 },
      { stage: 'ANALYST', passAt: 0 },
    ],
  })
})

test('an approval without a wish publishes at once and everywhere', () => {
  expect(toPublishInput({ at: null, accountIds: null })).toEqual({})
  expect(toPublishInput({ at: '2026-05-01T10:30', accountIds: ['a'] })).toEqual({
    publishAt: new Date(2026, 4, 1, 10, 30).toISOString(),
    accountIds: ['a'],
  })
})

test('the most upright thumbnail stands for a vertical video', () => {
  const thumbnail = (url: string, width: number, height: number) => ({ name: url, url, width, height })
  expect(choosePoster([thumbnail('wide', 1280, 720), thumbnail('upright', 1080, 1920)])).toBe('upright')
  expect(choosePoster([])).toBeUndefined()
})

test('changes are only told where there is something to compare with', () => {
  expect([changePercent(15, 10), changePercent(5, 10), changePercent(3, 0)]).toEqual([50, -50, null])
  const byDay = ['0.5', '0.5', '0.25', '0.25'].map(amount => ({ amount }))
  expect(splitSpending(byDay, 2)).toEqual({ now: 0.5, before: 1 })
})
