import { storedAnalysis, storedCritique, storedScript } from '../contents/stored-work.ts'
import type { DirectorTools } from '../director.ts'
import type { Content } from '../generated/prisma/client.ts'
import { narration, spokenSeconds } from '../writer/script.ts'
import type { Benchmark, Suggestion } from './analysis.ts'

const days = 30
const mostCompared = 200
const mostSuggestions = 5

/** What the analyst suggested after the owner's latest contents of the same niche, newest first, each once. */
export async function findSuggestions(
  director: DirectorTools,
  content: Pick<Content, 'id' | 'ownerId' | 'niche'>,
): Promise<Suggestion[]> {
  const rows = await director.database.client.content.findMany({
    where: pastOf(content),
    orderBy: { createdAt: 'desc' },
    take: 3,
    select: { analysis: true },
  })
  const suggestions = rows.flatMap(row =>
    row.analysis === null ? [] : storedAnalysis.parse(row.analysis).suggestions,
  )
  return [...new Map(suggestions.map(entry => [entry.suggestion, entry])).values()].slice(0, mostSuggestions)
}

/** The owner's contents of the last 30 days in the same niche, in numbers, without this one. */
export async function findBenchmark(
  director: DirectorTools,
  content: Pick<Content, 'id' | 'ownerId' | 'niche'>,
): Promise<Benchmark> {
  const rows = await director.database.client.content.findMany({
    where: pastOf(content),
    orderBy: { createdAt: 'desc' },
    take: mostCompared,
    select: { critique: true, script: true },
  })
  const written = rows.filter(row => row.critique !== null && row.script !== null)
  return {
    contents: written.length,
    averageConfidence: average(written.map(row => storedCritique.parse(row.critique).confidence)),
    averageSeconds: average(written.map(row => spokenSeconds(narration(storedScript.parse(row.script))))),
  }
}

function pastOf({ id, ownerId, niche }: Pick<Content, 'id' | 'ownerId' | 'niche'>) {
  return { id: { not: id }, ownerId, niche, createdAt: { gte: new Date(Date.now() - days * 86_400_000) } }
}

function average(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000
}
