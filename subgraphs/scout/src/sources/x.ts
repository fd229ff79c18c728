import type { FetchLimits } from '@orion/common/web/guarded-fetch'
import { z } from 'zod'
import { fetchJson } from './fetch-json.ts'
import type { TrendCorroborator } from './trend-source.ts'

export interface XOptions extends FetchLimits {
  bearerToken: string
  /** Default `https://api.x.com`. */
  baseUrl?: string
  /** Topics asked about in one scan; the API allows few calls. Default 10. */
  maxTopics?: number
}

const counts = z.object({
  data: z.array(
    z.object({ start: z.string(), end: z.string(), tweet_count: z.number().int().nonnegative() }),
  ),
})

/** Fewer posts than this in a day say nothing. */
const MIN_POSTS_A_DAY = 50

/**
 * How much X talks about a topic, from the hourly counts of API v2 (`/2/tweets/counts/recent`). Counting posts
 * instead of fetching them keeps the figures true above 100 posts, and hours do not overlap.
 */
export function createXCorroborator(options: XOptions): TrendCorroborator {
  const { bearerToken, baseUrl = 'https://api.x.com', maxTopics = 10, ...limits } = options

  async function scoreOf(topic: string, signal: AbortSignal): Promise<number> {
    const query = searchQuery(topic)
    if (query === null) return 0
    const parameters = new URLSearchParams({ query, granularity: 'hour' })
    const address = new URL(`/2/tweets/counts/recent?${parameters}`, baseUrl).href
    const headers = { authorization: `Bearer ${bearerToken}` }
    const { data } = await fetchJson(address, counts, { ...limits, signal, headers })
    return talkScore(data.map(hour => hour.tweet_count))
  }

  return {
    name: 'x',
    async corroborate(topics, signal) {
      const asked = topics.slice(0, maxTopics)
      const answers = await Promise.allSettled(asked.map(topic => scoreOf(topic, signal)))
      const failure = answers.find(answer => answer.status === 'rejected')
      // What was learnt before a limit was reached still counts.
      if (failure && answers.every(answer => answer.status === 'rejected')) throw failure.reason
      return new Map(
        asked.flatMap((topic, index): [string, number][] => {
          const answer = answers[index]
          return answer?.status === 'fulfilled' && answer.value > 0 ? [[topic, answer.value]] : []
        }),
      )
    },
  }
}

/**
 * 0-100 from posts an hour, oldest hour first: 0.6 · velocity + 0.4 · volume, where
 * velocity = 60 · share of the day's posts in the last hour + 40 · share in the last six hours, and
 * volume = 25 · log10(posts in the last day), at most 100. Below 50 posts a day: 0.
 */
export function talkScore(postsByHour: readonly number[]): number {
  const posts = (hours: number) => postsByHour.slice(-hours).reduce((sum, count) => sum + count, 0)
  const day = posts(24)
  if (day < MIN_POSTS_A_DAY) return 0
  const velocity = (60 * posts(1) + 40 * posts(6)) / day
  const volume = Math.min(100, 25 * Math.log10(day))
  return 0.6 * velocity + 0.4 * volume
}

/** The topic as an exact phrase, at most 512 characters as the API allows; null when no word is left. */
function searchQuery(topic: string): string | null {
  const phrase = topic
    .replace(/[^\p{L}\p{N}'’-]+/gu, ' ')
    .trim()
    .slice(0, 400)
  return phrase === '' ? null : `"${phrase}" -is:retweet lang:en`
}
