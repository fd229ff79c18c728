import { fileURLToPath } from 'node:url'
import { ConfigurationError } from '@orion/common'
import { parsePrivateHosts } from '@orion/common/web/address-policy'
import type { ScoutConfiguration, SourceGroup } from './configuration.ts'
import { createFeedSource } from './sources/feed.ts'
import { createGoogleTrendsSource } from './sources/google-trends.ts'
import { createHackerNewsSource } from './sources/hacker-news.ts'
import { createRedditSource } from './sources/reddit.ts'
import { createSampleSource, SAMPLE_FEEDS } from './sources/sample-feeds.ts'
import type { TrendCorroborator, TrendSource } from './sources/trend-source.ts'
import { createXCorroborator } from './sources/x.ts'

export interface ConfiguredSources {
  sources: TrendSource[]
  corroborators: TrendCorroborator[]
}

const SAMPLES_FOLDER = fileURLToPath(new URL('../samples', import.meta.url))

/** The sources that the configuration names. @throws ConfigurationError when something they need is missing. */
export function configuredSources(configuration: ScoutConfiguration): ConfiguredSources {
  const limits = {
    timeoutMs: configuration.SCOUT_FETCH_TIMEOUT_MS,
    maxBytes: configuration.SCOUT_FETCH_MAX_BYTES,
    privateHosts: parsePrivateHosts(configuration.SCOUT_ALLOW_PRIVATE_HOSTS, 'SCOUT_ALLOW_PRIVATE_HOSTS'),
  }
  const make: Record<SourceGroup, () => TrendSource[]> = {
    feeds: () => configuration.SCOUT_FEEDS.map(address => createFeedSource({ address, ...limits })),
    samples: () => SAMPLE_FEEDS.map(feed => createSampleSource(feed, SAMPLES_FOLDER)),
    'google-trends': () =>
      configuration.SCOUT_GOOGLE_TRENDS_REGIONS.map(region =>
        createGoogleTrendsSource({ region, baseUrl: configuration.SCOUT_GOOGLE_TRENDS_URL, ...limits }),
      ),
    'hacker-news': () => [
      createHackerNewsSource({ baseUrl: configuration.SCOUT_HACKER_NEWS_URL, ...limits }),
    ],
    reddit: () =>
      configuration.SCOUT_REDDIT_SUBREDDITS.map(subreddit =>
        createRedditSource({
          subreddit,
          baseUrl: configuration.SCOUT_REDDIT_URL,
          token: configuration.SCOUT_REDDIT_TOKEN,
          ...limits,
        }),
      ),
    x: () => [],
  }
  const wanted = wantedGroups(configuration)
  return {
    sources: withUniqueNames(wanted.flatMap(group => make[group]())),
    corroborators: wanted.includes('x') ? [corroborateWithX(configuration, limits)] : [],
  }
}

function wantedGroups({ SCOUT_SOURCES, SCOUT_FEEDS }: ScoutConfiguration): SourceGroup[] {
  if (SCOUT_SOURCES.includes('feeds') && SCOUT_FEEDS.length === 0) {
    throw new ConfigurationError('SCOUT_SOURCES names feeds, but SCOUT_FEEDS is empty. Name a feed in it.')
  }
  if (SCOUT_SOURCES.length > 0) return [...new Set(SCOUT_SOURCES)]
  return SCOUT_FEEDS.length > 0 ? ['feeds'] : ['samples']
}

function corroborateWithX(
  { SCOUT_X_BEARER_TOKEN, SCOUT_X_URL }: ScoutConfiguration,
  limits: { timeoutMs: number; maxBytes: number; privateHosts: ReturnType<typeof parsePrivateHosts> },
): TrendCorroborator {
  if (!SCOUT_X_BEARER_TOKEN) {
    throw new ConfigurationError('SCOUT_SOURCES names x, which needs a token. Set SCOUT_X_BEARER_TOKEN.')
  }
  return createXCorroborator({ bearerToken: SCOUT_X_BEARER_TOKEN, baseUrl: SCOUT_X_URL, ...limits })
}

/** Two files of the same name, say, are told apart by a number. */
function withUniqueNames(sources: TrendSource[]): TrendSource[] {
  const seen = new Map<string, number>()
  return sources.map(source => {
    const count = (seen.get(source.name) ?? 0) + 1
    seen.set(source.name, count)
    return count === 1 ? source : { ...source, name: `${source.name} (${count})` }
  })
}
