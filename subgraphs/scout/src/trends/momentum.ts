/** How a story stood at one moment in a list that people vote on. */
export interface Sighting {
  at: Date
  /** Position in the list, from 1. */
  rank: number
  upvotes: number
  comments: number
}

/** Shorter observations say too little about a rate. */
const MIN_OBSERVED_HOURS = 0.5

/**
 * How strongly a story is taking off, from its sightings in order of time; higher is stronger, without bounds.
 *
 *     ln(1 + upvotes) + 0.2 · ln(1 + upvotes / hours) − 0.3 · ln(rank)
 *
 * taken at the last sighting, `hours` since publication or else since the first sighting. The first term is the
 * approval reached. The second favours a story that reached it sooner. The third does so as well: lists like
 * Hacker News rank by votes over a power of age, so that of two stories with the same votes the higher is the
 * younger and has its audience still before it. Position alone, the original's measure, is a weak sign.
 * `bench/trend-scoring.ts` measures it. Throws on an empty list.
 */
export function momentum(sightings: readonly Sighting[], publishedAt?: Date | null): number {
  const first = sightings[0]
  const last = sightings[sightings.length - 1]
  if (!first || !last) throw new RangeError('A momentum needs at least one sighting.')
  const since = publishedAt ?? first.at
  const hours = Math.max((last.at.getTime() - since.getTime()) / 3_600_000, MIN_OBSERVED_HOURS)
  const upvotes = Math.max(last.upvotes, 0)
  return Math.log1p(upvotes) + 0.2 * Math.log1p(upvotes / hours) - 0.3 * Math.log(Math.max(last.rank, 1))
}

/** 0-100 for a momentum: 50 at 4.2 (about 60 upvotes in two hours, fifth place), 90 at 6.4, 10 at 2. */
export function momentumScore(value: number): number {
  return 100 / (1 + Math.exp(4.2 - value))
}
