import { describeError } from '@orion/common/errors'
import { timeoutSignal } from '@orion/common/timeout-signal'
import { WebError } from '@orion/common/web/web-error'
import { inParallel } from '../in-parallel.ts'
import { SourceError } from '../sources/source-error.ts'
import { distinctIds, storableCandidate } from '../sources/storable-candidate.ts'
import type { TrendCorroborator, TrendSource } from '../sources/trend-source.ts'
import { type Finding, type MergedTopic, mergeDuplicates } from '../trends/merge-duplicates.ts'
import type { Niche } from '../trends/niche.ts'
import { type ScoredTopic, scoreTopic } from '../trends/score.ts'

export interface ScanRequest {
  sources: readonly TrendSource[]
  corroborators?: readonly TrendCorroborator[]
  niche: Niche
  /** Most candidates of each source, from 1. */
  limit: number
  signal: AbortSignal
  /** Default: now. */
  now?: Date
  /** For one source altogether, whatever its own limits. Default 30,000. */
  sourceTimeoutMs?: number
  /** Called as each source ends, in the order in which they end. */
  onReport?: (report: SourceReport) => void | Promise<void>
}

/** How one source went. A warning has the code INCOMPLETE and stands beside status OK. */
export interface SourceReport {
  source: string
  status: 'OK' | 'EMPTY' | 'FAILED'
  itemsFound: number
  durationMs: number
  error: { code: string; message: string } | null
}

export interface ScanOutcome {
  reports: SourceReport[]
  itemsFound: number
  /** What belongs to the niche, each thing once, best first. */
  topics: ScoredTopic[]
}

const SOURCES_AT_ONCE = 6
const TOPICS_TO_CORROBORATE = 10

/**
 * Reads all sources, joins what several of them tell of, and scores it for a niche. A source that fails, hangs
 * or gives nonsense is reported and does not disturb the others. Throws only when the signal is aborted.
 */
export async function runScan(request: ScanRequest): Promise<ScanOutcome> {
  const { sources, corroborators = [], niche, limit, signal, now = new Date() } = request
  const findings: Finding[] = []
  const reports = await inParallel(sources, SOURCES_AT_ONCE, source =>
    report(source.name, request, async sourceSignal => {
      const { candidates, warning } = await source.fetch({ limit, signal: sourceSignal })
      findings.push(
        ...distinctIds(candidates.map(storableCandidate)).map(candidate => ({ source, candidate })),
      )
      return { found: candidates.length, warning }
    }),
  )
  signal.throwIfAborted()
  const merged = mergeDuplicates(findings, now)
  const asked = rank(merged, niche).slice(0, TOPICS_TO_CORROBORATE)
  const talk = new Map<string, number>()
  const corroboratorReports = await inParallel(corroborators, SOURCES_AT_ONCE, corroborator =>
    report(corroborator.name, request, async sourceSignal => {
      const wanted = asked.map(({ candidate }) => candidate.topic)
      const scores = await corroborator.corroborate(wanted, sourceSignal)
      for (const [topic, score] of scores) talk.set(topic, Math.max(score, talk.get(topic) ?? 0))
      return { found: scores.size }
    }),
  )
  signal.throwIfAborted()
  return {
    reports: [...reports, ...corroboratorReports],
    itemsFound: findings.length,
    topics: rank(merged, niche, talk),
  }
}

function rank(
  topics: readonly MergedTopic[],
  niche: Niche,
  talk?: ReadonlyMap<string, number>,
): ScoredTopic[] {
  return topics
    .map(topic => scoreTopic(topic, niche, talk?.get(topic.candidate.topic)))
    .filter(topic => topic !== null)
    .sort((a, b) => b.score - a.score)
}

/** Runs one source under its own time limit and tells how it went. */
async function report(
  source: string,
  { signal, sourceTimeoutMs = 30_000, onReport }: ScanRequest,
  work: (signal: AbortSignal) => Promise<{ found: number; warning?: string }>,
): Promise<SourceReport> {
  const startedAt = performance.now()
  const timeout = timeoutSignal(sourceTimeoutMs)
  const both = AbortSignal.any([signal, timeout])
  let result: Pick<SourceReport, 'status' | 'itemsFound' | 'error'>
  try {
    const { found, warning } = await Promise.race([work(both), rejectWhenAborted(both)])
    result = {
      status: found > 0 ? 'OK' : 'EMPTY',
      itemsFound: found,
      error: warning ? { code: 'INCOMPLETE', message: warning } : null,
    }
  } catch (error) {
    result = { status: 'FAILED', itemsFound: 0, error: explain(error, source, timeout, sourceTimeoutMs) }
  }
  const done = { source, ...result, durationMs: Math.round(performance.now() - startedAt) }
  await onReport?.(done)
  return done
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function explain(
  error: unknown,
  source: string,
  timeout: AbortSignal,
  timeoutMs: number,
): SourceReport['error'] {
  if (timeout.aborted) {
    return { code: 'TIMEOUT', message: `"${source}" was not read within ${timeoutMs} ms and was left out.` }
  }
  const code = error instanceof SourceError || error instanceof WebError ? error.code : 'UNEXPECTED'
  return { code, message: describeError(error) }
}
