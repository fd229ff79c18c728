import { OrionError } from '@orion/common'
import type { ApiClient } from '../system/api-client.ts'
import type { DemoOptions } from './options.ts'
import { type Progress, showProgress } from './progress.ts'

/** What came of the main job. */
export interface MainJobResult {
  contentId: string
  title: string
  /** Where the video can be fetched from, signed. */
  videoUrl: string
  durationSeconds: number
  publications: { id: string; platform: string; status: string; postUrl: string | null }[]
  /** Seconds each stage took. */
  stages: Record<string, number>
  /** From the start of the scan to the publication. */
  totalSeconds: number
}

interface Trend {
  id: string
  topic: string
  source: string
  score: number
  isSample: boolean
}

interface ContentState {
  title: string
  status: string
  error: string | null
  openGate: { id: string; stage: string; instruction: string; score: number | null } | null
  video: { url: string; durationSeconds: number } | null
  publications: {
    id: string
    platform: string
    status: string
    postUrl: string | null
    error: string | null
  }[]
}

/** Takes one trend through the whole pipeline, through the API alone: scan, choose, generate, gates, publication. */
export async function runMainJob(
  client: ApiClient,
  options: DemoOptions,
  dashboardUrl: string,
): Promise<MainJobResult> {
  const startedAt = Date.now()
  const trend = await findTrend(client, options)
  process.stderr.write(`\n  trend: "${trend.topic}" (${trend.source}, score ${trend.score.toFixed(0)})\n`)
  const { generateContent } = await client.run<{
    generateContent: { content: { id: string } | null; userErrors: { message: string }[] }
  }>(
    `mutation DemoGenerate($input: GenerateContentInput!) {
      generateContent(input: $input) { content { id } userErrors { message } }
    }`,
    { input: { trendId: trend.id } },
  )
  const contentId = generateContent.content?.id
  if (!contentId)
    throw new OrionError(`No content: ${generateContent.userErrors[0]?.message}`, { code: 'DEMO' })
  const progress = showProgress(client, contentId, startedAt)
  try {
    const state = await followContent(client, contentId, options, progress, dashboardUrl)
    return {
      contentId,
      title: state.title,
      videoUrl: state.video?.url ?? '',
      durationSeconds: state.video?.durationSeconds ?? 0,
      publications: state.publications.map(({ error: _, ...publication }) => publication),
      stages: progress.stages(),
      totalSeconds: Math.round((Date.now() - startedAt) / 10) / 100,
    }
  } finally {
    await progress.stop()
  }
}

async function findTrend(client: ApiClient, options: DemoOptions): Promise<Trend> {
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
  const [found] = scan.trends
  if (found) return found
  // Everything in the sources is known already: take the best that is still free, or make the best one again.
  for (const status of ['ACTIVE', 'USED']) {
    const { trends } = await client.run<{ trends: { nodes: Trend[] } }>(
      `query DemoTrends($filter: TrendFilter) { trends(first: 100, filter: $filter) { nodes { id topic source score isSample } } }`,
      { filter: { status: [status] } },
    )
    const known = trends.nodes.find(({ isSample }) => options.feeds.length === 0 || !isSample)
    if (known) return known
  }
  const failed = scan.sources.filter(({ status }) => status === 'FAILED').length
  throw new OrionError(
    `The scan found no trends: ${scan.itemsFound} items, ${failed} of ${scan.sources.length} sources failed` +
      `${options.niche ? `, and nothing of the niche ${options.niche}` : ''}.`,
    { code: 'NO_TRENDS' },
  )
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
        status error itemsFound sources { source status itemsFound errorMessage } trends { id topic source score isSample }
      } }`,
      { id },
    )
    if (scan?.status === 'COMPLETED') return scan
    if (scan?.status === 'FAILED')
      throw new OrionError(`The scan failed: ${scan.error}`, { code: 'SCAN_FAILED' })
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

async function followContent(
  client: ApiClient,
  id: string,
  options: DemoOptions,
  progress: Progress,
  dashboardUrl: string,
): Promise<ContentState> {
  const seen = new Set<string>()
  for (;;) {
    const state = await contentState(client, id)
    if (!state) throw new OrionError('The content is gone.', { code: 'DEMO' })
    if (state.status === 'FAILED' || state.status === 'REJECTED') {
      throw new OrionError(
        `The content was ${state.status.toLowerCase()}: ${state.error ?? 'see the dashboard'}`,
        {
          code: 'DEMO',
        },
      )
    }
    const failure = state.publications.find(({ status }) => status === 'FAILED')
    if (failure) throw new OrionError(`The publication failed: ${failure.error}`, { code: 'DEMO' })
    if (state.status === 'PUBLISHED' && state.video) return state
    const gate = state.openGate
    if (gate && !seen.has(gate.id)) {
      seen.add(gate.id)
      await meetGate(client, gate, id, options, progress, dashboardUrl)
    }
    await new Promise(resolve => setTimeout(resolve, 150))
  }
}

async function contentState(client: ApiClient, id: string): Promise<ContentState | null> {
  const { content } = await client.run<{ content: ContentState | null }>(
    `query DemoContent($id: ID!) { content(id: $id) {
      title status error openGate { id stage instruction score }
      video { url durationSeconds } publications { id platform status postUrl error }
    } }`,
    { id },
  )
  return content
}

async function meetGate(
  client: ApiClient,
  gate: NonNullable<ContentState['openGate']>,
  contentId: string,
  options: DemoOptions,
  progress: Progress,
  dashboardUrl: string,
): Promise<void> {
  if (options.review === 'manual') {
    progress.note(`waiting for you: decide the gate at ${dashboardUrl}/contents/${contentId}`)
    return
  }
  const { decideGate } = await client.run<{
    decideGate: { userErrors: { message: string; code: string }[] }
  }>(
    `mutation DemoDecide($input: DecideGateInput!) { decideGate(input: $input) { userErrors { message code } } }`,
    { input: { gateId: gate.id, decision: 'APPROVE', feedback: 'Approved by the demo (--review auto).' } },
  )
  const refusal = decideGate.userErrors[0]
  if (refusal && refusal.code !== 'CONFLICT') throw new OrionError(refusal.message, { code: refusal.code })
  progress.note('approved by the demo in your place (--review auto)')
}
