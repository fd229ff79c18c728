import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { momentum, type Sighting } from '../subgraphs/scout/src/trends/momentum.ts'

/** How well a scorer tells the stories that will take off from the others. */
export interface ScorerFigures {
  scorer: string
  /** Chance that a story that took off scores above one that did not; 0.5 is guessing. */
  auc: number
  /** Share of stories that took off among the best 50 and 100. */
  precisionAt50: number
  precisionAt100: number
}

export interface TrendScoringFigures {
  stories: number
  tookOff: number
  scorers: ScorerFigures[]
}

interface Story {
  seenEarly: Sighting[]
  tookOff: boolean
}

const DAY_MS = 86_400_000
const EARLY_MS = 90 * 60_000
const TOOK_OFF_UPVOTES = 300

const line = z.object({
  snapshot: z
    .object({ at: z.number(), items: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])) })
    .optional(),
})

const scorers: Record<string, (seen: readonly Sighting[]) => number> = {
  'position in the list': seen => 1 - latest(seen).rank / 30,
  'upvotes per hour': seen => upvotesPerHour(seen),
  'latest upvotes': seen => latest(seen).upvotes,
  'baseline: rate, upvotes and position': seen =>
    Math.log1p(upvotesPerHour(seen)) + 0.5 * Math.log1p(latest(seen).upvotes) + (1 - latest(seen).rank / 30),
  'scout: momentum': seen => momentum(seen),
}

/**
 * Which stories of the Hacker News front page will take off, told from their first 90 minutes? A story counts when
 * it was first seen a day or more after the record begins and two days or more before it ends; it took off when
 * its upvotes reach 300 at any time. Figures are null when the record is not there.
 *
 * @param file gzipped lines of JSON: `{"snapshot":{"at": unix seconds, "items":[[id, rank, upvotes, comments]]}}`
 */
export async function run(file = defaultFile()): Promise<TrendScoringFigures | null> {
  if (!existsSync(file)) return null
  const stories = await readStories(file)
  return {
    stories: stories.length,
    tookOff: stories.filter(story => story.tookOff).length,
    scorers: Object.entries(scorers).map(([scorer, score]) => ({ scorer, ...measure(stories, score) })),
  }
}

async function readStories(file: string): Promise<Story[]> {
  const sightings = new Map<number, Sighting[]>()
  let firstAt = Number.POSITIVE_INFINITY
  let lastAt = 0
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const { snapshot } = line.parse(JSON.parse(text))
    if (!snapshot) continue
    const at = new Date(snapshot.at * 1000)
    firstAt = Math.min(firstAt, at.getTime())
    lastAt = Math.max(lastAt, at.getTime())
    for (const [id, rank, upvotes, comments] of snapshot.items) {
      const seen = sightings.get(id) ?? []
      seen.push({ at, rank, upvotes, comments })
      sightings.set(id, seen)
    }
  }
  return [...sightings.values()].flatMap(seen => {
    const firstSeen = seen[0]?.at.getTime() ?? 0
    if (firstSeen < firstAt + DAY_MS || firstSeen > lastAt - 2 * DAY_MS) return []
    const seenEarly = seen.filter(({ at }) => at.getTime() <= firstSeen + EARLY_MS)
    return [{ seenEarly, tookOff: seen.some(({ upvotes }) => upvotes >= TOOK_OFF_UPVOTES) }]
  })
}

function measure(
  stories: readonly Story[],
  score: (seen: readonly Sighting[]) => number,
): Omit<ScorerFigures, 'scorer'> {
  const ranked = stories
    .map(({ seenEarly, tookOff }) => ({ value: score(seenEarly), tookOff }))
    .sort((a, b) => b.value - a.value)
  const winners = ranked.filter(({ tookOff }) => tookOff)
  const others = ranked.filter(({ tookOff }) => !tookOff)
  let above = 0
  for (const winner of winners) {
    for (const other of others)
      above += winner.value > other.value ? 1 : winner.value === other.value ? 0.5 : 0
  }
  const precisionAt = (count: number) =>
    ranked.slice(0, count).filter(({ tookOff }) => tookOff).length / count
  return {
    auc: above / (winners.length * others.length),
    precisionAt50: precisionAt(50),
    precisionAt100: precisionAt(100),
  }
}

function latest(seen: readonly Sighting[]): Sighting {
  const last = seen[seen.length - 1]
  if (!last) throw new RangeError('A story without sightings.')
  return last
}

function upvotesPerHour(seen: readonly Sighting[]): number {
  const hours = (latest(seen).at.getTime() - (seen[0]?.at.getTime() ?? 0)) / 3_600_000
  return latest(seen).upvotes / Math.max(hours, 0.5)
}

function defaultFile(): string {
  return fileURLToPath(new URL('../../shared/data/hn-front-page-2021-08.jsonl.gz', import.meta.url))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figures = await run()
  if (!figures) console.log(`Trend scoring: not measured, there is no ${defaultFile()}.`)
  else {
    console.log(`Trend scoring: ${figures.tookOff} of ${figures.stories} stories took off.`)
    console.table(
      Object.fromEntries(
        figures.scorers.map(({ scorer, auc, precisionAt50, precisionAt100 }) => [
          scorer,
          { AUC: Number(auc.toFixed(3)), 'P@50': precisionAt50, 'P@100': precisionAt100 },
        ]),
      ),
    )
  }
}
