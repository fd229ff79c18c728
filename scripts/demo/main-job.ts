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
  openGate: { id: string } | null
  video: { url: string; durationSeconds: number } | null
  publications: {
    id: string
    platform: string
    status: string
    postUrl: string | null
    error: string | null
  }[]
}

/** One content on its way, and who looks after it. */
interface Job {
  readonly client: ApiClient
  readonly contentId: string
  readonly review: DemoOptions['review']
  readonly progress: Progress
  /** Where people decide about it. */
  readonly pageUrl: string
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
  const pageUrl = `${dashboardUrl}/contents/${contentId}`
  try {
    const state = await untilPublished({ client, contentId, review: options.review, progress, pageUrl })
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

/** @throws {ContentEndedError} when it failed, or its publication did */
async function untilPublished(job: Job): Promise<ContentState> {
  const met = new Set<string>()
  let isRejected = false
  for (;;) {
    const state = await contentState(job)
    if (state.status === 'FAILED')
      throw new ContentEndedError(`The content failed: ${state.error ?? 'see the dashboard'}`)
    if (state.status === 'REJECTED' && !isRejected)
      job.progress.note(`rejected; make it again with your notes at ${job.pageUrl}`)
    isRejected = state.status === 'REJECTED'
    const failure = state.publications.find(({ status }) => status === 'FAILED')
    if (failure) throw new ContentEndedError(`The publication failed: ${failure.error}`)
    if (state.status === 'PUBLISHED' && state.video) return state
    const gate = state.openGate
    if (gate && !met.has(gate.id)) {
      met.add(gate.id)
      await meetGate(gate.id, job)
    }
    await new Promise(resolve => setTimeout(resolve, 150))
  }
}

async function contentState({ client, contentId }: Job): Promise<ContentState> {
  const { content } = await client.run<{ content: ContentState | null }>(
    `query DemoContent($id: ID!) { content(id: $id) {
      title status error openGate { id }
      video { url durationSeconds } publications { id platform status postUrl error }
    } }`,
    { id: contentId },
  )
  if (!content) throw new OrionError('The content is gone.', { code: 'DEMO' })
  return content
}

async function meetGate(gateId: string, { client, review, progress, pageUrl }: Job): Promise<void> {
  if (review === 'manual') return progress.note(`waiting for you: decide the gate at ${pageUrl}`)
  const { decideGate } = await client.run<{
    decideGate: { userErrors: { message: string; code: string }[] }
  }>(
    `mutation DemoDecide($input: DecideGateInput!) { decideGate(input: $input) { userErrors { message code } } }`,
    { input: { gateId, decision: 'APPROVE', feedback: 'Approved by the demo (--review auto).' } },
  )
  const refusal = decideGate.userErrors[0]
  if (refusal && refusal.code !== 'CONFLICT') throw new OrionError(refusal.message, { code: refusal.code })
  progress.note('approved by the demo in your place (--review auto)')
}
