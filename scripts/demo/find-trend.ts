import { OrionError } from '@orion/common'
import { isEnglish } from '../../subgraphs/director/src/language/is-english.ts'
import { findNiche, GENERAL } from '../../subgraphs/scout/src/trends/niche.ts'
import { relevanceTo } from '../../subgraphs/scout/src/trends/relevance.ts'
import type { ApiClient } from '../system/api-client.ts'
import type { DemoOptions } from './options.ts'

interface Trend {
  id: string
  topic: string
  summary: string | null
  niche: string
  source: string
  score: number
}

/** Scans the sources, and takes the best trend of theirs. @throws OrionError when there is none */
export async function findTrend(client: ApiClient, options: DemoOptions): Promise<Trend> {
  const { startScan } = await client.run<{
    startScan: { scan: { id: string } | null; userErrors: { message: string }[] }
  }>(
    `mutation DemoScan($input: StartScanInput!) { startScan(input: $input) { scan { id } userErrors { message } } }`,
    {
      input: { niche: options.niche ?? 'general' },
    },
  )
  if (!startScan.scan) throw new OrionError(`No scan: ${startScan.userErrors[0]?.message}`, { code: 'DEMO' })
  const scan = await finishedScan(client, startScan.scan.id)
  for (const report of scan.sources) {
    const what = report.status === 'FAILED' ? `failed: ${report.errorMessage}` : `${report.itemsFound} items`
    process.stderr.write(`  source ${report.source}: ${what}\n`)
  }
  const found = bestReadable(scan.trends)
  if (found) return found
  // Everything in the sources is known already: take the best that is still free, or make the best one again.
  const known = await knownTrend(
    client,
    scan.sources.map(({ source }) => source),
    options.niche,
  )
  if (known) return known
  const failed = scan.sources.filter(({ status }) => status === 'FAILED').length
  throw new OrionError(
    `The scan found no trends: ${scan.itemsFound} items, ${failed} of ${scan.sources.length} sources failed` +
      `${options.niche ? `, and nothing of the niche ${options.niche}` : ''}.`,
    { code: 'NO_TRENDS' },
  )
}

/**
 * The first trend that the embedded writer, which reads English only, can make a script of; the very first one when there is none,
 * or when other writers are configured.
 */
export function bestReadable<T extends Pick<Trend, 'topic' | 'summary'>>(
  trends: readonly T[],
): T | undefined {
  const [first] = trends
  if (process.env.DIRECTOR_WRITERS) return first
  const readable = trends.find(({ topic, summary }) => isEnglish(`${topic}\n${summary ?? ''}`))
  if (first && readable && readable !== first)
    process.stderr.write(`  passed over, since it is not in English: "${first.topic}"\n`)
  return readable ?? first
}

/** The best trend that these sources told of earlier. Who named sources or a niche gets nothing else. */
async function knownTrend(
  client: ApiClient,
  sources: readonly string[],
  nicheName: string | null,
): Promise<Trend | null> {
  const niche = findNiche(nicheName ?? GENERAL)
  const isWanted = ({ summary, ...trend }: Trend) =>
    trend.niche === niche?.name ||
    (niche && relevanceTo(niche, { ...trend, summary: summary ?? '', categories: [] }).belongs)
  for (const status of ['ACTIVE', 'USED']) {
    const found: Trend[] = []
    for (const source of sources) {
      const { trends } = await client.run<{ trends: { nodes: Trend[] } }>(
        `query DemoTrends($filter: TrendFilter) {
          trends(first: 100, filter: $filter) { nodes { id topic summary niche source score } }
        }`,
        { filter: { status: [status], source } },
      )
      found.push(...trends.nodes)
    }
    const best = bestReadable(found.filter(isWanted).sort((a, b) => b.score - a.score))
    if (best) return best
  }
  return null
}

interface ScanState {
  status: string
  error: string | null
  itemsFound: number
  sources: { source: string; status: string; itemsFound: number; errorMessage: string | null }[]
  trends: Trend[]
}

async function finishedScan(client: ApiClient, id: string): Promise<ScanState> {
  for (;;) {
    const { scan } = await client.run<{ scan: ScanState | null }>(
      `query DemoScanState($id: ID!) { scan(id: $id) {
        status error itemsFound sources { source status itemsFound errorMessage } trends { id topic summary niche source score }
      } }`,
      { id },
    )
    if (scan?.status === 'COMPLETED') return scan
    if (scan?.status === 'FAILED')
      throw new OrionError(`The scan failed: ${scan.error}`, { code: 'SCAN_FAILED' })
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
