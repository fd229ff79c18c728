import { expect, test } from 'vitest'
import { scoutConfiguration } from '../src/configuration.ts'
import { configuredSources } from '../src/configured-sources.ts'

const namesWith = (settings: Record<string, string>) => {
  const { sources, corroborators } = configuredSources(scoutConfiguration.parse(settings))
  return [...sources, ...corroborators].map(({ name }) => name)
}

test('without a word, the sample feeds are read; with feeds named, those alone', () => {
  expect(namesWith({})).toEqual(['sample:technology', 'sample:science', 'sample:culture-and-money'])
  expect(namesWith({ SCOUT_FEEDS: 'https://www.news.example/rss.xml, ./a/feed.xml,./b/feed.xml' })).toEqual([
    'news.example/rss.xml',
    'feed.xml',
    'feed.xml (2)',
  ])
})

test('feeds stand one a line where their addresses have commas', () => {
  expect(namesWith({ SCOUT_FEEDS: 'https://news.example/rss?of=a,b\n' })).toEqual(['news.example/rss?of=a,b'])
  expect(namesWith({ SCOUT_FEEDS: './a,b.xml\n./c.xml' })).toEqual(['a,b.xml', 'c.xml'])
})

test('every group of sources can be named', () => {
  expect(
    namesWith({
      SCOUT_SOURCES: 'hacker-news,google-trends,reddit,x,samples,hacker-news',
      SCOUT_GOOGLE_TRENDS_REGIONS: 'us,DE',
      SCOUT_REDDIT_SUBREDDITS: 'science',
      SCOUT_X_BEARER_TOKEN: 't',
    }),
  ).toEqual([
    'hacker-news',
    'google-trends:US',
    'google-trends:DE',
    'reddit:r/science',
    'sample:technology',
    'sample:science',
    'sample:culture-and-money',
    'x',
  ])
})

test('what is missing is named', () => {
  expect(() => namesWith({ SCOUT_SOURCES: 'feeds' })).toThrow('SCOUT_FEEDS is empty')
  expect(() => namesWith({ SCOUT_SOURCES: 'x' })).toThrow('SCOUT_X_BEARER_TOKEN')
  expect(() => scoutConfiguration.parse({ SCOUT_SOURCES: 'myspace' })).toThrow()
})
