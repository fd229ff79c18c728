import { flag, list } from '@orion/common'
import { z } from 'zod'

const SOURCE_GROUPS = ['feeds', 'samples', 'google-trends', 'hacker-news', 'reddit', 'x'] as const
export type SourceGroup = (typeof SOURCE_GROUPS)[number]

/** What scout needs to know besides what every service does. */
export const scoutConfiguration = z.object({
  SCOUT_SOURCES: list()
    .pipe(z.array(z.enum(SOURCE_GROUPS)))
    .describe(
      `What scans read, comma-separated, of ${SOURCE_GROUPS.join(', ')}. Without it: the feeds if any are named, else the sample feeds that come with Orion.`,
    ),
  SCOUT_FEEDS: list().describe(
    'RSS and Atom feeds, comma-separated or one a line: http(s) addresses or paths of files.',
  ),
  SCOUT_NICHE: z
    .string()
    .default('general')
    .describe(
      'Niche that scans keep to unless told otherwise: general (all), tech, gaming, finance or health.',
    ),
  SCOUT_SCAN_LIMIT: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('Most items taken of each source, 1 to 100.'),
  SCOUT_SCAN_EVERY_MINUTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(30)
    .describe('Minutes between scans; 0 scans only on demand.'),
  SCOUT_SCAN_AT_START: flag(true).describe(
    'Whether the first scan runs at once instead of after the first period.',
  ),
  SCOUT_TREND_LIFETIME_DAYS: z.coerce
    .number()
    .min(0.01)
    .max(365)
    .default(7)
    .describe('Days after which a trend that nobody used expires.'),
  SCOUT_FETCH_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(10_000)
    .describe('Time one document may take in all, redirects and body included.'),
  SCOUT_FETCH_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(10 * 1024 * 1024)
    .describe('Most bytes of one document, unpacked.'),
  SCOUT_ALLOW_PRIVATE_HOSTS: z
    .string()
    .default('')
    .describe(
      'Hosts, with or without port, comma-separated, that may be read although their addresses are private.',
    ),
  SCOUT_GOOGLE_TRENDS_REGIONS: list(['US']).describe(
    'Two-letter countries of Google Trends, comma-separated.',
  ),
  SCOUT_GOOGLE_TRENDS_URL: z.url().default('https://trends.google.com').describe('Address of Google Trends.'),
  SCOUT_HACKER_NEWS_URL: z
    .url()
    .default('https://hacker-news.firebaseio.com')
    .describe('Address of the Hacker News API.'),
  SCOUT_REDDIT_SUBREDDITS: list(['technology']).describe('Subreddits, without r/, comma-separated.'),
  SCOUT_REDDIT_URL: z
    .url()
    .default('https://www.reddit.com')
    .describe('Address of Reddit; https://oauth.reddit.com with a token.'),
  SCOUT_REDDIT_TOKEN: z.string().optional().describe('OAuth bearer token for Reddit.'),
  SCOUT_X_URL: z.url().default('https://api.x.com').describe('Address of the API of X, version 2.'),
  SCOUT_X_BEARER_TOKEN: z
    .string()
    .optional()
    .describe('Bearer token for X, which tells how much people talk about what the sources found.'),
})
export type ScoutConfiguration = z.infer<typeof scoutConfiguration>
