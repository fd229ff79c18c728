import type { TrendCandidate } from '../sources/trend-source.ts'
import { momentum, momentumScore } from './momentum.ts'

/** A feed item alone says little of its audience: like the original's, its score ends here. */
const FEED_CEILING = 70
/** After so many hours an item's recency has halved. */
const HALF_LIFE_HOURS = 24
/** From so many words on a text carries a narration of half a minute. */
const ENOUGH_WORDS = 120

/**
 * How much attention one source shows for a candidate, 0-100, by the best that the source tells:
 * - upvotes: the momentum of the story;
 * - searches a day: 20 · log10(searches), at most 100;
 * - a list alone: 70 · (0.5 · recency + 0.3 · position + 0.2 · substance), with recency 1 when new and halved
 *   every 24 hours (0.5 when undated), position 1 at the top falling to 0 at rank 100 with the logarithm, and
 *   substance the share of 120 words that its text has.
 */
export function attentionFor(candidate: TrendCandidate, now: Date): number {
  const { engagement, traffic, rank, publishedAt } = candidate
  if (engagement) return momentumScore(momentum([{ at: now, rank, ...engagement }], publishedAt))
  if (traffic !== undefined) return Math.min(100, 20 * Math.log10(Math.max(traffic, 1)))
  const ageHours = publishedAt
    ? Math.max(0, now.getTime() - publishedAt.getTime()) / 3_600_000
    : HALF_LIFE_HOURS
  const recency = 2 ** (-ageHours / HALF_LIFE_HOURS)
  const position = Math.max(0, 1 - Math.log10(rank) / 2)
  const words = candidate.text.split(/\s+/).filter(word => word !== '').length
  const substance = Math.min(1, words / ENOUGH_WORDS)
  return FEED_CEILING * (0.5 * recency + 0.3 * position + 0.2 * substance)
}
