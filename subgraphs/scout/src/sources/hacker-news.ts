import { describeError } from '@orion/common/errors'
import type { FetchLimits } from '@orion/common/web/guarded-fetch'
import { z } from 'zod'
import { inParallel } from '../in-parallel.ts'
import { webAddress } from './feed-item.ts'
import { fetchJson } from './fetch-json.ts'
import { readHtml, readTitle, shorten } from './plain-text.ts'
import type { SourceRequest, SourceYield, TrendCandidate, TrendSource } from './trend-source.ts'

export interface HackerNewsOptions extends FetchLimits {
  /** Of the official API, version 0. Default `https://hacker-news.firebaseio.com`. */
  baseUrl?: string
}

const storyIds = z.array(z.number().int())
const story = z.object({
  id: z.number().int(),
  type: z.string(),
  title: z.string().default(''),
  url: z.string().optional(),
  text: z.string().default(''),
  by: z.string().optional(),
  time: z.number().optional(),
  score: z.number().default(0),
  descendants: z.number().default(0),
  dead: z.boolean().default(false),
  deleted: z.boolean().default(false),
})

const REQUESTS_AT_ONCE = 8

/** The front page of Hacker News, with upvotes and comments (github.com/HackerNews/API). */
export function createHackerNewsSource(options: HackerNewsOptions = {}): TrendSource {
  const { baseUrl = 'https://hacker-news.firebaseio.com', ...limits } = options
  return {
    name: 'hacker-news',
    kind: 'HACKER_NEWS',
    async fetch({ limit, signal }: SourceRequest): Promise<SourceYield> {
      const request = { ...limits, signal }
      const ids = await fetchJson(new URL('/v0/topstories.json', baseUrl).href, storyIds, request)
      const wanted = ids.slice(0, limit)
      const failures: unknown[] = []
      const found = await inParallel(wanted, REQUESTS_AT_ONCE, async (id, index) => {
        try {
          const address = new URL(`/v0/item/${id}.json`, baseUrl).href
          return candidateFromStory(await fetchJson(address, story.nullable(), request), index + 1)
        } catch (error) {
          failures.push(error)
          return null
        }
      })
      const [failure] = failures
      if (failures.length > 0 && failures.length === wanted.length) throw failure
      const warning =
        failures.length > 0
          ? `${failures.length} of ${wanted.length} stories could not be read: ${describeError(failure)}`
          : undefined
      return { candidates: found.filter(candidate => candidate !== null), warning }
    },
  }
}

function candidateFromStory(item: z.infer<typeof story> | null, rank: number): TrendCandidate | null {
  if (!item || item.dead || item.deleted || item.type !== 'story' || item.title === '') return null
  const discussion = `https://news.ycombinator.com/item?id=${item.id}`
  const { text } = readHtml(item.text)
  return {
    externalId: String(item.id),
    topic: readTitle(item.title),
    url: webAddress(item.url) ?? discussion,
    summary: shorten(text.replace(/\s+/g, ' '), 600),
    text,
    author: item.by ?? null,
    publication: 'Hacker News',
    publishedAt: item.time ? new Date(item.time * 1000) : null,
    imageUrl: null,
    categories: [],
    rank,
    engagement: { upvotes: item.score, comments: item.descendants },
    raw: { discussion },
  }
}
