import type { RunProgressFragment, StageName, StageStatus } from '#generated/graphql.ts'
import { keysOf, STAGE } from '#pipeline/names.ts'

export type Stage = RunProgressFragment['stages'][number]

/** What the last live event said about a stage. */
export interface LiveStage {
  status: StageStatus
  progress: number
  provider: string | null
  atMs: number
}

/** Live news of one run, stage by stage. */
export interface LiveRun {
  runId: string
  stages: ReadonlyMap<StageName, LiveStage>
}

interface StageEvent {
  time: string
  runId?: string | null
  stage?: string | null
  status?: string | null
  progress?: number | null
  provider?: string | null
}

const WORDS: Record<StageStatus, string> = { RUNNING: 'at work', COMPLETED: 'done', FAILED: 'failed' }
const STATUSES = keysOf(WORDS)

/** Adds an event to what is known live. News of another run starts over; what is about no stage changes nothing. */
export function hearStageEvent(known: LiveRun | null, event: StageEvent): LiveRun | null {
  const stage = keysOf(STAGE).find(name => name === event.stage)
  // Events of progress alone have no status: who makes progress is at work.
  const status = event.status ? STATUSES.find(name => name === event.status) : 'RUNNING'
  if (!stage || !status || !event.runId) return known
  const stages = new Map(known?.runId === event.runId ? known.stages : [])
  const before = stages.get(stage)
  const atMs = Date.parse(event.time)
  if (before && (before.atMs > atMs || (!event.status && before.status !== 'RUNNING'))) return known
  const progress = status === 'COMPLETED' ? 1 : (event.progress ?? before?.progress ?? 0)
  stages.set(stage, { status, progress, provider: event.provider ?? before?.provider ?? null, atMs })
  return { runId: event.runId, stages }
}

/** What an event says, in the words of this dashboard where it is about a stage or a gate. */
export function describeStageEvent(event: StageEvent & { message: string }): string {
  if (event.status === 'AWAITING_REVIEW') return 'Waits for a decision.'
  const stage = keysOf(STAGE).find(name => name === event.stage)
  const status = STATUSES.find(name => name === event.status)
  return stage && status ? `${STAGE[stage]}: ${WORDS[status]}.` : event.message
}

/** The stages as read, brought up to date by live news: events come sooner than what is read after them. */
export function withLiveNews(run: { id: string; stages: readonly Stage[] }, live: LiveRun | null): Stage[] {
  if (!live || live.runId !== run.id) return [...run.stages]
  const stages = run.stages.map(stage => {
    const news = live.stages.get(stage.stage)
    if (!news || stage.status !== 'RUNNING') return stage
    return { ...stage, status: news.status, progress: Math.max(stage.progress, news.progress) }
  })
  for (const [name, news] of live.stages) {
    if (stages.some(({ stage }) => stage === name)) continue
    const startedAt = new Date(news.atMs).toISOString()
    const { status, progress, provider } = news
    stages.push({
      __typename: 'PipelineStage',
      stage: name,
      status,
      progress,
      provider,
      attempt: 1,
      cost: '0',
      error: null,
      startedAt,
      endedAt: null,
    })
  }
  return stages
}
