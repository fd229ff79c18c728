import type { Trend } from '../generated/prisma/client.ts'
import type { Article } from '../writer/article.ts'

/** A trend as the writers see it. */
export function articleOf(trend: Trend): Article {
  return {
    topic: trend.topic,
    summary: trend.summary ?? '',
    text: trend.text ?? '',
    source: trend.publication ?? trend.source,
    url: trend.url ?? '',
    niche: trend.niche,
    author: trend.author ?? undefined,
    categories: trend.categories,
    publishedAt: trend.publishedAt ?? undefined,
  }
}
