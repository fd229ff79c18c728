import { randomUUID } from 'node:crypto'
import type { EventData, Viewer } from '@orion/common'
import type { TestService, TestSystem } from '@orion/common/testing/test-system'
import { eventually } from '@orion/common/testing/test-system'

export const article = `A harbour city has opened a park that floats on the river in its old docks.
The floating park has room for 4,000 visitors and costs nothing to enter.
Engineers built the park of 300 steel pontoons that were chained together and covered with soil.
Architect Mara Lind drew the paths so that they bend with the tide.
The city paid 12 million dollars for the park, half of what a new tunnel would have cost.
Fishermen feared for their moorings, and the council moved the park twice before it was built.
The first concert on the floating stage takes place on Saturday evening.`

/** Tells the director of a trend, as scout would, and waits until it has its copy. */
export async function detectTrend(
  system: TestSystem,
  changes: Partial<EventData<'trend.detected'>> = {},
): Promise<string> {
  const trendId = changes.trendId ?? randomUUID()
  const now = new Date().toISOString()
  await system.send('scout', 'director', 'trend.detected', {
    scanId: null,
    topic: 'Harbour city opens a park that floats',
    summary: 'A harbour city has opened a park that floats on the river in its old docks.',
    text: article,
    url: 'https://news.example.org/park',
    imageUrl: null,
    source: 'Harbour Times',
    niche: 'general',
    keywords: ['floating park', 'city'],
    score: 70,
    isSample: false,
    publishedAt: now,
    detectedAt: now,
    ...changes,
    trendId,
  })
  await eventually(
    async () => (await system.query('SELECT id FROM director.trends WHERE id = $1', [trendId])).length === 1,
    'the copy of the trend',
  )
  return trendId
}

export const passAll = ['STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO'].map(stage => ({ stage, passAt: 0 }))
export const passScript = passAll.slice(0, 3)

interface Payload {
  content: { id: string; status: string } | null
  run: { id: string; status: string } | null
  userErrors: { code: string; message: string; field: string[] | null }[]
}

/** Starts a content and answers its ids. */
export async function generate(
  director: TestService,
  viewer: Viewer,
  input: Record<string, unknown>,
): Promise<{ contentId: string; runId: string }> {
  const { generateContent } = await mutate<{ generateContent: Payload }>(
    director,
    viewer,
    `mutation ($input: GenerateContentInput!) {
       generateContent(input: $input) { content { id status } run { id status } userErrors { code message field } }
     }`,
    { input },
  )
  const { content, run, userErrors } = generateContent
  if (!content || !run) throw new Error(JSON.stringify(userErrors))
  return { contentId: content.id, runId: run.id }
}

/** Runs an operation that must not end in GraphQL errors. */
export async function mutate<Data>(
  director: TestService,
  viewer: Viewer | null,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const { data, errors } = await director.graphql<Data>(query, variables, viewer)
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

export interface ContentView {
  id: string
  title: string
  status: string
  error: string | null
  regenerations: number
  script: {
    hook: string
    body: string
    callToAction: string
    writer: string
    isEmbedded: boolean
    segments: { position: number; kind: string; text: string }[]
  } | null
  critique: { confidence: number; refinements: number } | null
  visualPrompts: { scene: number; description: string; segments: number[] }[]
  analysis: { overallScore: number; benchmarkComparison: string } | null
  openGate: { id: string; stage: string; status: string; score: number } | null
  gates: { stage: string; status: string; decidedByPolicy: boolean }[]
  currentRun: {
    id: string
    attempt: number
    status: string
    error: string | null
    cost: string
    stages: { stage: string; status: string; attempt: number; provider: string | null; cost: string }[]
  }
  history: { from: string | null; to: string; actor: string; reason: string | null }[]
}

const contentQuery = `query ($id: ID!) { content(id: $id) {
  id title status error regenerations
  script { hook body callToAction writer isEmbedded segments { position kind text } }
  critique { confidence refinements }
  visualPrompts { scene description segments }
  analysis { overallScore benchmarkComparison }
  openGate { id stage status score }
  gates { stage status decidedByPolicy }
  currentRun { id attempt status error cost stages { stage status attempt provider cost } }
  history { from to actor reason }
} }`

/** The whole of a content as its owner sees it; null when they may not. */
export async function see(director: TestService, viewer: Viewer, id: string): Promise<ContentView | null> {
  const { content } = await mutate<{ content: ContentView | null }>(director, viewer, contentQuery, { id })
  return content
}

/**
 * Waits until a content is as wanted, and reads it once more then: the rows of one answer are read one after the other,
 * so that the answer which first shows the end of a transaction may show other rows as they were before it.
 */
export function until(
  director: TestService,
  viewer: Viewer,
  id: string,
  wanted: (content: ContentView) => boolean,
  what = 'the wanted content',
): Promise<ContentView> {
  return eventually(async () => {
    const first = await see(director, viewer, id)
    if (!first || !wanted(first)) return null
    const whole = await see(director, viewer, id)
    return whole && wanted(whole) ? whole : first
  }, what)
}

/** Waits until a content stands at a gate. */
export async function atGate(director: TestService, viewer: Viewer, id: string, stage: string) {
  const content = await until(
    director,
    viewer,
    id,
    ({ openGate }) => openGate?.stage === stage,
    `the gate ${stage}`,
  )
  return { content, gateId: content.openGate?.id ?? '' }
}

export interface Decided {
  gate: { id: string; status: string } | null
  content: { status: string } | null
  userErrors: { code: string; message: string }[]
}

export async function decide(
  director: TestService,
  viewer: Viewer,
  input: Record<string, unknown>,
): Promise<Decided> {
  const { decideGate } = await mutate<{ decideGate: Decided }>(
    director,
    viewer,
    `mutation ($input: DecideGateInput!) {
       decideGate(input: $input) { gate { id status } content { status } userErrors { code message } }
     }`,
    { input },
  )
  return decideGate
}

/** What the editor tells of a finished video. */
export function renderedVideo(contentId: string, runId: string, userId: string): EventData<'video.rendered'> {
  return {
    contentId,
    runId,
    userId,
    title: 'Harbour city opens a park that floats',
    renderId: randomUUID(),
    video: {
      videoId: randomUUID(),
      fileKey: `contents/${contentId}/${runId}/video.mp4`,
      captionsKey: `contents/${contentId}/${runId}/captions.vtt`,
      thumbnails: [],
      durationSeconds: 31,
      width: 1080,
      height: 1920,
      isValid: true,
      score: 0.95,
    },
  }
}
