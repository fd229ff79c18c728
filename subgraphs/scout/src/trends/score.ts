import type { MergedTopic } from './merge-duplicates.ts'
import type { Niche } from './niche.ts'
import { relevanceTo } from './relevance.ts'

export interface ScoredTopic extends MergedTopic {
  /** 0-100 with two decimals: how much it is worth a video. */
  score: number
  /** The points that the score is the sum of, before it is held within 0-100. */
  scoreParts: { attention: number; relevance: number; corroboration: number }
  /** The niche's keywords that were found in it. */
  keywords: string[]
}

/** For each further source that reports the same, up to three. */
const POINTS_PER_SOURCE = 8
/** For a topic that scores 100 with a corroborator. */
const POINTS_FOR_TALK = 15

/**
 * Score = attention + relevance to the niche + corroboration, held within 0-100. `talk` is what corroborators
 * say of the topic, 0-100. Null when the topic does not belong to the niche or scores below its minimum.
 */
export function scoreTopic(topic: MergedTopic, niche: Niche, talk = 0): ScoredTopic | null {
  const relevance = relevanceTo(niche, topic.candidate)
  const furtherSources = Math.min(topic.sources.length - 1, 3)
  const corroboration = POINTS_PER_SOURCE * furtherSources + (POINTS_FOR_TALK * talk) / 100
  const sum = topic.attention + relevance.points + corroboration
  const score = Math.round(Math.min(100, Math.max(0, sum)) * 100) / 100
  if (!relevance.belongs || score < niche.minScore) return null
  const scoreParts = { attention: topic.attention, relevance: relevance.points, corroboration }
  return { ...topic, score, scoreParts, keywords: relevance.keywords }
}
