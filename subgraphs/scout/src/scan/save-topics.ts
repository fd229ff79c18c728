import { randomUUID } from 'node:crypto'
import type { Transaction } from '../database.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { Scout } from '../scout.ts'
import { isSameTopic, topicKey } from '../trends/same-topic.ts'
import type { ScoredTopic } from '../trends/score.ts'
import type { ScanOutcome } from './run-scan.ts'
import type { ScanRow } from './scan-row.ts'

/** Headlines are compared with the trends of so many hours. */
const COMPARED_HOURS = 24
const DAY_MS = 86_400_000
const SAVE_TIMEOUT_MS = 60_000

/**
 * Keeps what a scan found and nobody has found before, tells of it, and ends the scan, all in one transaction.
 * What is known already, as the same item of a source or as the same headline within 24 hours, gets its further
 * sources and its higher score. Scans that end at once wait for each other here, so that none misses what the
 * other has just kept.
 *
 * @returns how many trends are new
 */
export async function saveTopics(scout: Scout, scan: ScanRow, outcome: ScanOutcome): Promise<number> {
  return scout.database.transaction(async transaction => {
    await transaction.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(hashtext('scout.save-topics'))`)
    const findKnown = await knownTrends(transaction, outcome.topics)
    const fresh: { id: string; topic: ScoredTopic }[] = []
    for (const topic of outcome.topics) {
      const knownId = findKnown(topic)
      if (knownId) await addToKnown(transaction, knownId, topic)
      else fresh.push({ id: randomUUID(), topic })
    }
    await createTrends(scout, transaction, scan, fresh)
    const ended = await transaction.scan.updateMany({
      where: { id: scan.id, status: 'RUNNING' },
      data: {
        status: 'COMPLETED',
        endedAt: new Date(),
        itemsFound: outcome.itemsFound,
        trendsSaved: fresh.length,
      },
    })
    // Another process took the scan over and ended it: what this one found must not be kept beside it.
    if (ended.count === 0) throw new Error(`The scan ${scan.id} was ended elsewhere.`)
    return fresh.length
  }, SAVE_TIMEOUT_MS)
}

/** Finds the id of the stored trend that a topic is about. */
async function knownTrends(
  transaction: Transaction,
  topics: readonly ScoredTopic[],
): Promise<(topic: ScoredTopic) => string | undefined> {
  const itemKey = (source: string, externalId: string) => JSON.stringify([source, externalId])
  const seen = topics.flatMap(({ sightings }) => sightings)
  const sightings = await transaction.trendSighting.findMany({
    where: {
      source: { in: unique(seen.map(item => item.source)) },
      externalId: { in: unique(seen.map(item => item.externalId)) },
    },
  })
  const byItem = new Map(sightings.map(item => [itemKey(item.source, item.externalId), item.trendId]))
  const recent = await transaction.trend.findMany({
    where: { detectedAt: { gt: new Date(Date.now() - COMPARED_HOURS * 3_600_000) } },
    select: { id: true, topic: true, url: true },
  })
  const keys = recent.map(({ id, topic, url }) => ({ id, key: topicKey(topic, url) }))
  return topic =>
    topic.sightings
      .map(item => byItem.get(itemKey(item.source, item.externalId)))
      .find(id => id !== undefined) ?? keys.find(({ key }) => isSameTopic(key, topic.key))?.id
}

async function addToKnown(transaction: Transaction, id: string, topic: ScoredTopic): Promise<void> {
  await transaction.trendSighting.createMany({
    data: topic.sightings.map(item => ({ ...item, trendId: id })),
    skipDuplicates: true,
  })
  const known = await transaction.trend.findUniqueOrThrow({
    where: { id },
    select: { score: true, sources: true, status: true },
  })
  if (known.status !== 'ACTIVE') return
  const sources = unique([...known.sources, ...topic.sources])
  const better = topic.score > known.score
  if (!better && sources.length === known.sources.length) return
  await transaction.trend.update({
    where: { id },
    data: { sources, ...(better ? { score: topic.score, scoreParts: topic.scoreParts } : {}) },
  })
}

async function createTrends(
  scout: Scout,
  transaction: Transaction,
  scan: ScanRow,
  fresh: readonly { id: string; topic: ScoredTopic }[],
): Promise<void> {
  const detectedAt = new Date()
  const expiresAt = new Date(detectedAt.getTime() + scout.configuration.SCOUT_TREND_LIFETIME_DAYS * DAY_MS)
  await transaction.trend.createMany({
    data: fresh.map(({ id, topic }) =>
      trendFrom(topic, { id, scanId: scan.id, niche: scan.niche, detectedAt, expiresAt }),
    ),
  })
  // The primary key on the item is what no race can get past.
  await transaction.trendSighting.createMany({
    data: fresh.flatMap(({ id, topic }) => uniqueItems(topic).map(item => ({ ...item, trendId: id }))),
  })
  for (const { id, topic } of fresh) {
    const { candidate } = topic
    await scout.events.publish(transaction, 'trend.detected', {
      subject: id,
      audience: { roles: ['VIEWER', 'EDITOR', 'ADMIN'] },
      data: {
        trendId: id,
        scanId: scan.id,
        topic: candidate.topic,
        summary: candidate.summary || null,
        text: candidate.text || null,
        url: candidate.url,
        imageUrl: candidate.imageUrl,
        source: topic.source.name,
        publication: candidate.publication,
        author: candidate.author,
        categories: candidate.categories,
        niche: scan.niche,
        keywords: topic.keywords,
        score: topic.score,
        isSample: topic.isSample,
        publishedAt: candidate.publishedAt?.toISOString() ?? null,
        detectedAt: detectedAt.toISOString(),
      },
    })
  }
}

function trendFrom(
  topic: ScoredTopic,
  stored: { id: string; scanId: string; niche: string; detectedAt: Date; expiresAt: Date },
): Prisma.TrendCreateManyInput {
  const { candidate } = topic
  return {
    ...stored,
    topic: candidate.topic,
    summary: candidate.summary || null,
    text: candidate.text || null,
    source: topic.source.name,
    sources: topic.sources,
    url: candidate.url,
    imageUrl: candidate.imageUrl,
    author: candidate.author,
    categories: candidate.categories,
    score: topic.score,
    scoreParts: topic.scoreParts,
    keywords: topic.keywords,
    isSample: topic.isSample,
    raw: { ...candidate.raw, publication: candidate.publication },
    publishedAt: candidate.publishedAt,
  }
}

/** A source may list one item twice. */
function uniqueItems({ sightings }: ScoredTopic): ScoredTopic['sightings'] {
  return [...new Map(sightings.map(item => [JSON.stringify([item.source, item.externalId]), item])).values()]
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
