import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createSampleSource, SAMPLE_FEEDS } from '../src/sources/sample-feeds.ts'

const folder = fileURLToPath(new URL('../samples', import.meta.url))
const request = { limit: 100, signal: new AbortController().signal }

describe.each(SAMPLE_FEEDS)('the sample feed "%s"', feed => {
  test('says that it is a sample, is fresh, and has enough to tell', async () => {
    const source = createSampleSource(feed, folder)
    const { candidates } = await source.fetch(request)
    expect(source).toMatchObject({ name: `sample:${feed}`, kind: 'SAMPLE' })
    expect(candidates.length).toBeGreaterThanOrEqual(6)
    for (const { topic, text, summary, publishedAt, raw, author } of candidates) {
      const words = text.split(/\s+/).length
      expect(words, topic).toBeGreaterThanOrEqual(120)
      expect(words, topic).toBeLessThanOrEqual(200)
      expect(summary).not.toBe('')
      expect(raw.sample).toBe(true)
      expect(author).toBe('Orion samples')
      const ageHours = (Date.now() - (publishedAt?.getTime() ?? 0)) / 3_600_000
      expect(ageHours).toBeGreaterThan(0)
      expect(ageHours).toBeLessThan(72)
    }
  })
})
