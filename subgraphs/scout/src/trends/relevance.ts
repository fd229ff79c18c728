import { containsKeyword } from './keyword-match.ts'
import { GENERAL, type Niche } from './niche.ts'

export interface Subject {
  topic: string
  summary: string
  categories: readonly string[]
}

export interface Relevance {
  /** Whether the subject belongs to the niche at all. */
  belongs: boolean
  /** Points to add to the score; negative when excluded words weigh more. */
  points: number
  /** The niche's keywords and categories that were found. */
  keywords: string[]
}

/**
 * How well a subject fits a niche: 15 · log2(1 + w) points, where w counts each keyword once, whole when it is in
 * the title or categories and half when only in the summary; less 30 points for each excluded word. One keyword in
 * the title gives 15 points, three give 30. Everything belongs to `general`, for no points.
 */
export function relevanceTo(niche: Niche, subject: Subject): Relevance {
  if (niche.name === GENERAL) return { belongs: true, points: 0, keywords: [] }
  const headline = [subject.topic, ...subject.categories].join('\n')
  const everything = `${headline}\n${subject.summary}`
  let weight = 0
  const found: string[] = []
  for (const keyword of niche.keywords) {
    if (!containsKeyword(everything, keyword)) continue
    weight += containsKeyword(headline, keyword) ? 1 : 0.5
    found.push(keyword)
  }
  for (const category of niche.categories) {
    const named = subject.categories.some(given => given.toLowerCase() === category.toLowerCase())
    if (!named || found.some(keyword => keyword.toLowerCase() === category.toLowerCase())) continue
    weight += 1
    found.push(category)
  }
  const excluded = niche.excludedKeywords.filter(keyword => containsKeyword(everything, keyword)).length
  return { belongs: weight > 0, points: 15 * Math.log2(1 + weight) - 30 * excluded, keywords: found }
}
