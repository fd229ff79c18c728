import { describe, expect, test } from 'vitest'
import { run } from '../../../bench/trend-scoring.ts'
import type { TrendCandidate } from '../src/sources/trend-source.ts'
import { attentionFor } from '../src/trends/attention.ts'
import { containsKeyword } from '../src/trends/keyword-match.ts'
import { type Finding, mergeDuplicates } from '../src/trends/merge-duplicates.ts'
import { momentum, momentumScore } from '../src/trends/momentum.ts'
import { findNiche, listNiches } from '../src/trends/niche.ts'
import { relevanceTo } from '../src/trends/relevance.ts'
import { isSameTopic, topicKey } from '../src/trends/same-topic.ts'
import { scoreTopic } from '../src/trends/score.ts'

const NOW = new Date('2024-06-01T12:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

function candidate(more: Partial<TrendCandidate> = {}): TrendCandidate {
  return {
    externalId: 'x',
    topic: 'A thing happened',
    url: null,
    summary: '',
    text: 'word '.repeat(120),
    author: null,
    publication: null,
    publishedAt: NOW,
    imageUrl: null,
    categories: [],
    rank: 1,
    raw: {},
    ...more,
  }
}

function niche(name: string) {
  const found = findNiche(name)
  if (!found) throw new Error(`no niche ${name}`)
  return found
}

describe('keywords', () => {
  test.each([
    ['What AI can do', 'AI', true],
    ['what ai can do', 'AI', true],
    ['He said the rain was maintained', 'AI', false],
    ['A.I. learns to paint', 'AI', true],
    ['AI-generated pictures', 'AI', true],
    ['AIs everywhere', 'AI', true],
    ["OpenAI's next step", 'AI', false],
    ['Stocks fall', 'stock', true],
    ['In Stockholm', 'stock', false],
    ['Open-source wins', 'open source', true],
    ['open sourced', 'open source', false],
    ['Die KI', 'AI', false],
    ['L’API est là', 'API', true],
    ['therapies and carpgs', 'RPG', false],
    ['Ärzte für AI', 'AI', true],
    ['äAI', 'AI', false],
  ])('"%s" contains %s: %s', (text, keyword, expected) => {
    expect(containsKeyword(text, keyword)).toBe(expected)
  })
})

describe('niches', () => {
  test('are those five, found in any case', () => {
    expect(listNiches().map(({ name }) => name)).toEqual(['general', 'tech', 'gaming', 'finance', 'health'])
    expect(findNiche(' Finance ')?.minScore).toBe(20)
    expect(findNiche('technology')).toBeUndefined()
  })

  test('everything belongs to general', () => {
    const subject = { topic: 'Whatever', summary: '', categories: [] }
    expect(relevanceTo(niche('general'), subject)).toEqual({ belongs: true, points: 0, keywords: [] })
  })

  test('keywords in the title weigh more than those in the summary, and each counts once', () => {
    const tech = niche('tech')
    const inTitle = relevanceTo(tech, { topic: 'A new GPU, GPU, GPU', summary: '', categories: [] })
    const inSummary = relevanceTo(tech, { topic: 'A new part', summary: 'It is a GPU.', categories: [] })
    expect(inTitle).toEqual({ belongs: true, points: 15, keywords: ['GPU'] })
    expect(inSummary.points).toBeLessThan(inTitle.points)
    expect(inSummary.belongs).toBe(true)
  })

  test('a feed that files an item under the niche is believed', () => {
    const subject = { topic: 'The little box', summary: '', categories: ['Technology'] }
    expect(relevanceTo(niche('tech'), subject)).toMatchObject({ belongs: true, keywords: ['technology'] })
  })

  test('excluded words cost more than a keyword brings', () => {
    const subject = { topic: 'Celebrity gossip about an AI startup', summary: '', categories: [] }
    expect(relevanceTo(niche('tech'), subject).points).toBeLessThan(0)
  })
})

describe('attention', () => {
  test('a feed item counts less the older, the lower and the thinner it is, and never above 70', () => {
    const best = attentionFor(candidate(), NOW)
    expect(best).toBeCloseTo(70)
    expect(attentionFor(candidate({ publishedAt: hoursAgo(24) }), NOW)).toBeCloseTo(70 - 17.5)
    expect(attentionFor(candidate({ rank: 10 }), NOW)).toBeLessThan(best)
    expect(attentionFor(candidate({ text: '' }), NOW)).toBeCloseTo(70 - 14)
    expect(attentionFor(candidate({ publishedAt: hoursAgo(-5) }), NOW)).toBeCloseTo(70)
  })

  test('an undated item counts as a day old', () => {
    const undated = attentionFor(candidate({ publishedAt: null }), NOW)
    expect(undated).toBeCloseTo(attentionFor(candidate({ publishedAt: hoursAgo(24) }), NOW))
  })

  test.each([
    [0, 0],
    [1000, 60],
    [100_000, 100],
    [5_000_000, 100],
  ])('%i searches a day count %i', (traffic, expected) => {
    expect(attentionFor(candidate({ traffic }), NOW)).toBeCloseTo(expected)
  })

  test('with upvotes, more of them, a higher place and less time count more', () => {
    const value = (upvotes: number, rank: number, hours: number) =>
      attentionFor(
        candidate({ rank, publishedAt: hoursAgo(hours), engagement: { upvotes, comments: 0 } }),
        NOW,
      )
    expect(value(200, 5, 3)).toBeGreaterThan(value(100, 5, 3))
    expect(value(100, 2, 3)).toBeGreaterThan(value(100, 20, 3))
    expect(value(100, 5, 1)).toBeGreaterThan(value(100, 5, 10))
    expect(value(0, 30, 5)).toBeGreaterThanOrEqual(0)
    expect(value(100_000, 1, 1)).toBeLessThanOrEqual(100)
  })

  test('a momentum needs a sighting', () => {
    expect(() => momentum([])).toThrow(RangeError)
    expect(momentumScore(4.2)).toBeCloseTo(50)
  })

  test('momentum tells better than the best known baseline which stories take off', async context => {
    const figures = await run()
    if (!figures) return context.skip('the record of the Hacker News front page is not there')
    const of = (name: string) => figures.scorers.find(({ scorer }) => scorer.startsWith(name))
    expect(figures).toMatchObject({ stories: 1730, tookOff: 168 })
    expect(of('scout')?.auc).toBeGreaterThan(of('baseline')?.auc ?? 1)
    expect(of('scout')?.precisionAt50).toBeGreaterThan(of('baseline')?.precisionAt50 ?? 1)
    expect(of('scout')?.precisionAt100).toBeGreaterThan(of('baseline')?.precisionAt100 ?? 1)
  })
})

describe('what counts as the same', () => {
  test.each([
    ['Apple unveils new iPhone', 'apple unveils NEW iphone!', true],
    ['Apple unveils new iPhone', 'New iPhone unveiled: Apple unveils', false],
    ['Fed raises interest rates again', 'Interest rates again: Fed raises', true],
    ['OpenAI launches GPT-5 model', 'OpenAI launches GPT-5 models', true],
    ['iPhone 16 review', 'iPhone 17 review', false],
    ['Привет, мир', 'мир привет', true],
    ['Привет, мир', 'Совсем другое', false],
    ['日本語のニュース', '日本語のニュース', true],
    ['😀', '😎', false],
    ['Storm hits coast', 'Markets rise on earnings', false],
  ])('"%s" and "%s": %s', (a, b, expected) => {
    expect(isSameTopic(topicKey(a, null), topicKey(b, null))).toBe(expected)
  })

  test('two addresses of one page are the same thing whatever the headlines say', () => {
    const a = topicKey('One headline', 'https://www.news.example/story/?utm_source=rss&id=7#top')
    const b = topicKey('Quite another', 'http://news.example/story?id=7&fbclid=abc')
    const c = topicKey('Third words', 'http://news.example/story?id=8')
    expect(isSameTopic(a, b)).toBe(true)
    expect(isSameTopic(a, c)).toBe(false)
  })
})

describe('merging', () => {
  const from = (name: string, more: Partial<TrendCandidate>): Finding => ({
    source: { name, kind: name.startsWith('sample') ? 'SAMPLE' : 'FEED' },
    candidate: candidate(more),
  })

  test('several sources that tell the same become one topic that knows them all', () => {
    const topics = mergeDuplicates(
      [
        from('low', {
          topic: 'Moon landing succeeds',
          rank: 9,
          text: 'word '.repeat(300),
          publishedAt: hoursAgo(5),
          categories: ['Space'],
        }),
        from('high', {
          topic: 'Moon landing succeeds!',
          rank: 1,
          imageUrl: null,
          publishedAt: hoursAgo(2),
          summary: 'It landed.',
        }),
        from('high', { topic: 'moon Landing succeeds', rank: 30, imageUrl: 'https://img.example/moon.jpg' }),
        from('high', { topic: 'Something else', rank: 2 }),
      ],
      NOW,
    )
    expect(topics.map(({ candidate: { topic } }) => topic)).toEqual([
      'Moon landing succeeds!',
      'Something else',
    ])
    expect(topics[0]).toMatchObject({
      sources: ['high', 'low'],
      candidate: {
        summary: 'It landed.',
        publishedAt: hoursAgo(5),
        categories: ['Space'],
        imageUrl: 'https://img.example/moon.jpg',
      },
    })
    expect(topics[0]?.candidate.text).toHaveLength(1500)
  })

  test('each further source and talk elsewhere raise the score, which stays within 100', () => {
    const [alone] = mergeDuplicates([from('a', {})], NOW)
    const [together] = mergeDuplicates([from('a', {}), from('b', {}), from('c', {})], NOW)
    if (!alone || !together) throw new Error('nothing was merged')
    const general = niche('general')
    expect(scoreTopic(alone, general)?.score).toBe(70)
    expect(scoreTopic(together, general)?.score).toBe(86)
    expect(scoreTopic(alone, general, 100)?.score).toBe(85)
    expect(scoreTopic(together, general, 100)?.score).toBe(100)
  })

  test('what does not belong to the niche, or scores too low for it, is dropped', () => {
    const [other] = mergeDuplicates([from('a', { topic: 'The rain said nothing' })], NOW)
    const [weak] = mergeDuplicates(
      [from('a', { topic: 'AI gossip', rank: 90, text: '', publishedAt: hoursAgo(99) })],
      NOW,
    )
    if (!other || !weak) throw new Error('nothing was merged')
    expect(scoreTopic(other, niche('tech'))).toBeNull()
    expect(scoreTopic(weak, niche('tech'))).toBeNull()
    expect(scoreTopic(other, niche('general'))).not.toBeNull()
  })
})
