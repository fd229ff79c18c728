import { OrionError } from '@orion/common'
import type { ApiClient } from '../system/api-client.ts'
import { findTrend } from './find-trend.ts'
import type { DemoOptions } from './options.ts'
import { type Progress, showProgress } from './progress.ts'

/** How long a trend may be on its way from scout to the director. */
const TREND_ARRIVES_MS = 30_000

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

/** The content did not get published: it failed, or its publication did. */
export class ContentEndedError extends OrionError {
  constructor(message: string) {
    super(message, { code: 'DEMO' })
  }
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
  const contentId = await generate(client, trend.id)
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

/** Starts the content. A trend that was found just now may still be on its way to the director. */
async function generate(client: ApiClient, trendId: string): Promise<string> {
  const deadline = Date.now() + TREND_ARRIVES_MS
  for (;;) {
    const { generateContent } = await client.run<{
      generateContent: { content: { id: string } | null; userErrors: { message: string; code: string }[] }
    }>(
      `mutation DemoGenerate($input: GenerateContentInput!) {
        generateContent(input: $input) { content { id } userErrors { message code } }
      }`,
      { input: { trendId } },
    )
    if (generateContent.content) return generateContent.content.id
    const [error] = generateContent.userErrors
    if (error?.code !== 'NOT_FOUND' || Date.now() > deadline)
      throw new OrionError(`No content: ${error?.message}`, { code: 'DEMO' })
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
  let isRejected = false
  for (;;) {
    const state = await contentState(client, id)
    if (!state) throw new OrionError('The content is gone.', { code: 'DEMO' })
    if (state.status === 'FAILED')
      throw new ContentEndedError(`The content failed: ${state.error ?? 'see the dashboard'}`)
    if (state.status === 'REJECTED' && !isRejected)
      progress.note(`rejected; make it again with your notes at ${dashboardUrl}/contents/${id}`)
    isRejected = state.status === 'REJECTED'
    const failure = state.publications.find(({ status }) => status === 'FAILED')
    if (failure) throw new ContentEndedError(`The publication failed: ${failure.error}`)
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
