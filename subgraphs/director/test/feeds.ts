import { createReadStream, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import FeedParser from 'feedparser'
import { convert } from 'html-to-text'
import type { Article } from '../src/writer/article.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../shared/data/feeds')

export const feedFiles = [
  'guardian.rss',
  'science-twis.rss',
  'google-ads-developers.atom',
  'google-testing.rss',
]

/** Whether the real feeds lie beside this repository; tests that need them say so and skip otherwise. */
export const feedsArePresent = existsSync(folder)

/** Every item of one of the real feeds, as the director gets it: plain text, paragraphs on lines of their own. */
export async function articlesOf(file: string): Promise<Article[]> {
  const articles: Article[] = []
  for await (const item of createReadStream(join(folder, file)).pipe(new FeedParser({ addmeta: true }))) {
    articles.push({
      topic: item.title ?? '',
      summary: '',
      text: plainText(item.description ?? ''),
      source: item.meta.title ?? '',
      url: item.link ?? '',
      niche: 'general',
      author: item.author ?? undefined,
      categories: item.categories,
      publishedAt: item.pubdate ?? undefined,
    })
  }
  return articles
}

function plainText(html: string): string {
  return convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  })
}
