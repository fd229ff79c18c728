import type { EventData } from '@orion/common'
import type { Transaction } from '../database.ts'

/** Keeps the director's own copy of a trend, so that scripts can be written without asking scout. */
export async function keepTrend(transaction: Transaction, data: EventData<'trend.detected'>): Promise<void> {
  const trend = {
    topic: data.topic,
    summary: data.summary,
    text: data.text,
    url: data.url,
    source: data.source,
    publication: data.publication ?? null,
    author: data.author ?? null,
    categories: data.categories ?? [],
    niche: data.niche,
    keywords: data.keywords,
    publishedAt: data.publishedAt === null ? null : new Date(data.publishedAt),
    detectedAt: new Date(data.detectedAt),
  }
  await transaction.trend.upsert({
    where: { id: data.trendId },
    create: { id: data.trendId, ...trend },
    update: trend,
  })
}
