import type FeedParser from 'feedparser'
import { z } from 'zod'
import { candidateFromItem } from './feed-item.ts'
import { parseFeed } from './parse-feed.ts'
import { readFeedFile } from './read-feed-file.ts'
import type { SourceRequest, SourceYield, TrendCandidate, TrendSource } from './trend-source.ts'

/** The sample feeds that ship with Orion, one file of `samples/` each. */
export const SAMPLE_FEEDS = ['technology', 'science', 'culture-and-money'] as const
export type SampleFeed = (typeof SAMPLE_FEEDS)[number]

const extension = z.object({ 'orion:hoursago': z.object({ '#': z.coerce.number().nonnegative() }) })

const WEEK_MS = 7 * 86_400_000

/**
 * A feed of our own, so that Orion works without a network and says so: its kind is SAMPLE. Its items say how many
 * hours ago they appeared, counted from the reading, so that they are always fresh, and they are new every week.
 *
 * @param folder where the sample feeds lie
 */
export function createSampleSource(feed: SampleFeed, folder: string): TrendSource {
  const name = `sample:${feed}`
  return {
    name,
    kind: 'SAMPLE',
    async fetch({ limit, signal }: SourceRequest): Promise<SourceYield> {
      const parsed = await parseFeed(await readFeedFile(`${folder}/${feed}.xml`), {
        name,
        signal,
        maxItems: limit,
      })
      const now = Date.now()
      const candidates = parsed.items.map((item, index) => sampleFromItem(item, index + 1, parsed.title, now))
      return { candidates: candidates.filter(candidate => candidate !== null) }
    },
  }
}

function sampleFromItem(
  item: FeedParser.Item,
  rank: number,
  feedTitle: string | null,
  now: number,
): TrendCandidate | null {
  const candidate = candidateFromItem(item, rank, feedTitle)
  if (!candidate) return null
  const hoursAgo = extension.parse(item)['orion:hoursago']['#']
  return {
    ...candidate,
    externalId: `${candidate.externalId}@${Math.floor(now / WEEK_MS)}`,
    publishedAt: new Date(now - hoursAgo * 3_600_000),
    raw: { ...candidate.raw, sample: true },
  }
}
