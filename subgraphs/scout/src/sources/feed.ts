import { basename } from 'node:path'
import type { FetchLimits } from '@orion/common/web/guarded-fetch'
import { candidateFromItem } from './feed-item.ts'
import { fetchFeed, type Validators } from './fetch-feed.ts'
import { type ParsedFeed, parseFeed } from './parse-feed.ts'
import { readFeedFile } from './read-feed-file.ts'
import type { SourceRequest, SourceYield, TrendCandidate, TrendSource } from './trend-source.ts'

export interface FeedSourceOptions extends FetchLimits {
  /** http(s) address, or path of a file. From the operator's configuration only. */
  address: string
  /** Default: host and path, or the file's name. */
  name?: string
}

/** An RSS or Atom feed on the web or in a file. On the web, an unchanged feed is not sent again. */
export function createFeedSource({ address, name, ...limits }: FeedSourceOptions): TrendSource {
  let lastRead: { validators: Validators; feed: ParsedFeed; warning?: string } | undefined
  const sourceName = name ?? nameOf(address)

  async function read(signal: AbortSignal): Promise<{ feed: ParsedFeed; warning?: string }> {
    if (!isWebAddress(address)) {
      const text = await readFeedFile(address, limits.maxBytes)
      const feed = await parseFeed(text, { name: sourceName, signal })
      return { feed, warning: feed.complete ? undefined : brokenOff(feed) }
    }
    const fetched = await fetchFeed(address, { ...limits, signal, validators: lastRead?.validators })
    if (fetched.unchanged) return lastRead ?? { feed: { title: null, items: [], complete: true } }
    const feed = await parseFeed(fetched.text, { name: sourceName, url: fetched.url, signal })
    const complete = feed.complete && fetched.complete
    if (complete) lastRead = { validators: fetched.validators, feed }
    return { feed, warning: complete ? undefined : brokenOff(feed) }
  }

  return {
    name: sourceName,
    kind: 'FEED',
    async fetch({ limit, signal }: SourceRequest): Promise<SourceYield> {
      const { feed, warning } = await read(signal)
      const candidates: TrendCandidate[] = []
      for (const item of feed.items) {
        const candidate = candidateFromItem(item, candidates.length + 1, feed.title)
        if (candidate) candidates.push(candidate)
        if (candidates.length === limit) break
      }
      return { candidates, warning }
    },
  }
}

function isWebAddress(address: string): boolean {
  return /^https?:/i.test(address)
}

function nameOf(address: string): string {
  if (!isWebAddress(address) || !URL.canParse(address)) return basename(address)
  const { host, pathname, search } = new URL(address)
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${search}`.slice(0, 120)
}

function brokenOff(feed: ParsedFeed): string {
  return `The feed breaks off before its end; its ${feed.items.length} complete items were taken.`
}
