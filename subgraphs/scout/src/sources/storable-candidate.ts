import { createHash } from 'node:crypto'
import { storableText } from '../storable-text.ts'
import type { JsonValue, TrendCandidate } from './trend-source.ts'

/** Longer ids do not fit an index. */
const MAX_ID_CHARACTERS = 500
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/**
 * The candidate as it can be kept, whatever a source has put into it. One item with a bad character must not
 * cost the whole scan.
 */
export function storableCandidate(candidate: TrendCandidate): TrendCandidate {
  const { raw, publishedAt, externalId } = candidate
  const time = publishedAt?.getTime() ?? Number.NaN
  return {
    ...candidate,
    externalId: externalId.length > MAX_ID_CHARACTERS ? digest(externalId) : storableText(externalId),
    topic: storableText(candidate.topic),
    url: candidate.url && storableText(candidate.url),
    summary: storableText(candidate.summary),
    text: storableText(candidate.text),
    author: candidate.author && storableText(candidate.author),
    imageUrl: candidate.imageUrl && storableText(candidate.imageUrl),
    categories: candidate.categories.map(storableText),
    publication: candidate.publication && storableText(candidate.publication),
    publishedAt: time >= EARLIEST && time < LATEST ? publishedAt : null,
    raw: Object.fromEntries(Object.entries(raw).map(([key, value]) => [storableText(key), cleanJson(value)])),
  }
}

/** Some feeds give all their items one id: such ids are told apart by the topic. */
export function distinctIds(candidates: readonly TrendCandidate[]): TrendCandidate[] {
  const times = new Map<string, number>()
  for (const { externalId } of candidates) times.set(externalId, (times.get(externalId) ?? 0) + 1)
  return candidates.map(candidate =>
    times.get(candidate.externalId) === 1
      ? candidate
      : { ...candidate, externalId: digest(`${candidate.externalId}\n${candidate.topic}`) },
  )
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function cleanJson(value: JsonValue): JsonValue {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(cleanJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), cleanJson(inner)]),
  )
}
