import type { FetchLimits } from '@orion/common/web/guarded-fetch'
import type FeedParser from 'feedparser'
import { z } from 'zod'
import { candidateFromItem, webAddress } from './feed-item.ts'
import { fetchFeed } from './fetch-feed.ts'
import { parseFeed } from './parse-feed.ts'
import { readTitle, shorten } from './plain-text.ts'
import type { SourceRequest, SourceYield, TrendCandidate, TrendSource } from './trend-source.ts'

export interface GoogleTrendsOptions extends FetchLimits {
  /** Two-letter country. Default `US`. */
  region?: string
  /** Default `https://trends.google.com`. */
  baseUrl?: string
}

const element = z.object({ '#': z.string().nullish() })
const newsItem = z.object({
  'ht:news_item_title': element.optional(),
  'ht:news_item_snippet': element.optional(),
  'ht:news_item_url': element.optional(),
  'ht:news_item_source': element.optional(),
})
/** What the feed adds to RSS in its own namespace `ht`. */
const extension = z.object({
  'ht:approx_traffic': element.optional().catch(undefined),
  'ht:picture': element.optional().catch(undefined),
  'ht:news_item': z.preprocess(
    value => (Array.isArray(value) ? value : value === undefined ? [] : [value]),
    z.array(newsItem).catch([]),
  ),
})

/** Google's daily search trends (RSS), with the news that each search is about. */
export function createGoogleTrendsSource(options: GoogleTrendsOptions = {}): TrendSource {
  const { region = 'US', baseUrl = 'https://trends.google.com', ...limits } = options
  const name = `google-trends:${region.toUpperCase()}`
  const address = new URL(`/trending/rss?geo=${encodeURIComponent(region.toUpperCase())}`, baseUrl).href
  return {
    name,
    kind: 'GOOGLE_TRENDS',
    async fetch({ limit, signal }: SourceRequest): Promise<SourceYield> {
      const fetched = await fetchFeed(address, { ...limits, signal })
      if (fetched.unchanged) return { candidates: [] }
      const feed = await parseFeed(fetched.text, { name, url: fetched.url, maxItems: limit, signal })
      const candidates = feed.items.map((item, index) => trendFromItem(item, index + 1, feed.title, region))
      return { candidates: candidates.filter(candidate => candidate !== null) }
    },
  }
}

/** Reads counts as the feed writes them: `200+`, `10K+`, `1M+`. Undefined when it is no count. */
export function parseTraffic(written: string): number | undefined {
  const match = /^\s*([\d.,]+)\s*([KM]?)\s*\+?\s*$/i.exec(written)
  const number = Number(match?.[1]?.replaceAll(',', ''))
  if (!match || !Number.isFinite(number)) return undefined
  const unit = match[2]?.toUpperCase()
  return number * (unit === 'M' ? 1_000_000 : unit === 'K' ? 1000 : 1)
}

function trendFromItem(
  item: FeedParser.Item,
  rank: number,
  feedTitle: string | null,
  region: string,
): TrendCandidate | null {
  const base = candidateFromItem(item, rank, feedTitle)
  if (!base) return null
  const extra = extension.parse(item)
  const news = extra['ht:news_item'].map(entry => ({
    title: readTitle(entry['ht:news_item_title']?.['#'] ?? ''),
    snippet: readTitle(entry['ht:news_item_snippet']?.['#'] ?? '', 1000),
    url: webAddress(entry['ht:news_item_url']?.['#']),
    source: readTitle(entry['ht:news_item_source']?.['#'] ?? ''),
  }))
  const told = news.map(({ title, snippet }) => [title, snippet].filter(part => part !== '').join('. '))
  return {
    ...base,
    publication: 'Google Trends',
    // Searches recur: the same words on another day are another trend.
    externalId: `${base.topic.toLowerCase()}@${base.publishedAt?.toISOString() ?? 'undated'}`,
    url: news[0]?.url ?? null,
    summary: shorten(news[0] ? (told[0] ?? '') : base.summary, 600),
    text: shorten(told.join('\n\n') || base.text, 20_000),
    imageUrl: webAddress(extra['ht:picture']?.['#']),
    traffic: parseTraffic(extra['ht:approx_traffic']?.['#'] ?? ''),
    raw: { region: region.toUpperCase(), news },
  }
}
