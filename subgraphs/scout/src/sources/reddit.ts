import type { FetchLimits } from '@orion/common/web/guarded-fetch'
import { z } from 'zod'
import { webAddress } from './feed-item.ts'
import { fetchJson } from './fetch-json.ts'
import { readHtml, readTitle, shorten } from './plain-text.ts'
import type { SourceRequest, SourceYield, TrendCandidate, TrendSource } from './trend-source.ts'

export interface RedditOptions extends FetchLimits {
  /** Without `r/`. */
  subreddit: string
  /** Default `https://www.reddit.com`; `https://oauth.reddit.com` with a token. */
  baseUrl?: string
  /** OAuth bearer token, if there is one. */
  token?: string
}

const post = z.object({
  name: z.string(),
  title: z.string(),
  url: z.string().nullish(),
  permalink: z.string(),
  selftext_html: z.string().nullish(),
  author: z.string().nullish(),
  created_utc: z.number(),
  ups: z.number().default(0),
  num_comments: z.number().default(0),
  link_flair_text: z.string().nullish(),
  thumbnail: z.string().nullish(),
  stickied: z.boolean().default(false),
  over_18: z.boolean().default(false),
})
const listing = z.object({
  data: z.object({ children: z.array(z.object({ data: post })) }),
})

/** The hot posts of one subreddit, without pinned and adult ones (reddit.com/dev/api#GET_hot). */
export function createRedditSource(options: RedditOptions): TrendSource {
  const { subreddit, baseUrl = 'https://www.reddit.com', token, ...limits } = options
  return {
    name: `reddit:r/${subreddit}`,
    kind: 'REDDIT',
    async fetch({ limit, signal }: SourceRequest): Promise<SourceYield> {
      // Pinned posts come first and are dropped; two more make up for them.
      const query = new URLSearchParams({ limit: String(Math.min(limit + 2, 100)), raw_json: '1' })
      const address = new URL(`/r/${encodeURIComponent(subreddit)}/hot.json?${query}`, baseUrl).href
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
      const { data } = await fetchJson(address, listing, { ...limits, signal, headers })
      const posts = data.children
        .map(child => child.data)
        .filter(({ stickied, over_18 }) => !stickied && !over_18)
      return { candidates: posts.slice(0, limit).map((item, index) => candidateFromPost(item, index + 1)) }
    },
  }
}

function candidateFromPost(item: z.infer<typeof post>, rank: number): TrendCandidate {
  const discussion = webAddress(item.permalink, 'https://www.reddit.com')
  const { text } = readHtml(item.selftext_html ?? '')
  return {
    externalId: item.name,
    topic: readTitle(item.title),
    url: webAddress(item.url, 'https://www.reddit.com') ?? discussion,
    summary: shorten(text.replace(/\s+/g, ' '), 600),
    text,
    author: item.author ?? null,
    publication: 'Reddit',
    publishedAt: new Date(item.created_utc * 1000),
    imageUrl: webAddress(item.thumbnail),
    categories: item.link_flair_text ? [item.link_flair_text] : [],
    rank,
    engagement: { upvotes: item.ups, comments: item.num_comments },
    raw: { discussion },
  }
}
