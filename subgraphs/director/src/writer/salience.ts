import type { Candidate } from './candidates.ts'

const damping = 0.85
const iterations = 30

/**
 * How much each candidate says of what the article is about, 0..1 and a little below for unspeakable ones.
 *
 * The base is TextRank (Mihalcea and Tarau 2004): sentences vote for those they share words with. News and blog
 * posts put the point first and name it in the headline, so position and words of the topic count as well, and so
 * do names and numbers, since a listener keeps those. What is hard to say aloud costs.
 */
export function salience(candidates: readonly Candidate[], topicStems: ReadonlySet<string>): number[] {
  const ranks = textRank(candidates)
  const highest = Math.max(...ranks, Number.EPSILON)
  return candidates.map((candidate, at) => {
    const position = 1 / (1 + at / 4)
    const shared = [...topicStems].filter(stem => candidate.stems.has(stem)).length
    const aboutTopic = Math.min(1, shared / Math.max(1, Math.min(4, topicStems.size)))
    const specific = Math.min(1, (candidate.names + 2 * candidate.numbers) / 6)
    const rank = (ranks[at] ?? 0) / highest
    return 0.35 * rank + 0.3 * position + 0.2 * aboutTopic + 0.15 * specific - burden(candidate)
  })
}

function burden(candidate: Candidate): number {
  const tooLong = Math.max(0, candidate.words - 26) * 0.015
  const tooShort = Math.max(0, 8 - candidate.words) * 0.05
  const rank = candidate.kind === 'bullet' ? 0.2 : 0
  return (
    tooLong +
    tooShort +
    rank +
    (candidate.isQuestion ? 0.3 : 0) +
    { plain: 0, author: 0.25, headline: 0.3 }[candidate.voice] +
    Math.min(0.5, candidate.identifiers * 0.12)
  )
}

/** Share of words two sentences have in common, set against their lengths (Mihalcea and Tarau 2004). */
function votes(a: Candidate, b: Candidate): number {
  if (a.stems.size < 2 || b.stems.size < 2) return 0
  let shared = 0
  for (const stem of a.stems) if (b.stems.has(stem)) shared++
  return shared / (Math.log(a.stems.size) + Math.log(b.stems.size))
}

function textRank(candidates: readonly Candidate[]): number[] {
  const weights = candidates.map(a => candidates.map(b => (a === b ? 0 : votes(a, b))))
  const totals = weights.map(row => row.reduce((sum, weight) => sum + weight, 0))
  let ranks = candidates.map(() => 1)
  for (let round = 0; round < iterations; round++) {
    ranks = candidates.map((_, to) => {
      let received = 0
      for (const [from, row] of weights.entries()) {
        const total = totals[from] ?? 0
        if (total > 0) received += ((row[to] ?? 0) / total) * (ranks[from] ?? 0)
      }
      return 1 - damping + damping * received
    })
  }
  return ranks
}

/** Share of the meaning of `a` that `b` already says, 0..1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0) return 0
  let shared = 0
  for (const stem of a) if (b.has(stem)) shared++
  return shared / a.size
}
