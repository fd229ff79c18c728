import { randomUUID } from 'node:crypto'
import { EventEmitter, on } from 'node:events'

export type GateStage = 'STRATEGIST' | 'CREATOR' | 'ANALYST' | 'VIDEO'
type StageName =
  | Exclude<GateStage, 'VIDEO'>
  | 'IMAGES'
  | 'SPEECH'
  | 'CAPTIONS'
  | 'STITCH'
  | 'THUMBNAILS'
  | 'VALIDATE'
  | 'PUBLISH'

/** The bytes that stand for a video. */
export const videoBytes = Buffer.alloc(300_000, 'orion')

const wayToGate: Record<GateStage, StageName[]> = {
  STRATEGIST: ['STRATEGIST'],
  CREATOR: ['CREATOR'],
  ANALYST: ['ANALYST'],
  VIDEO: ['IMAGES', 'SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE'],
}
const gateAfter: Record<GateStage, GateStage | null> = {
  STRATEGIST: 'CREATOR',
  CREATOR: 'ANALYST',
  ANALYST: 'VIDEO',
  VIDEO: null,
}

const now = () => new Date().toISOString()

export interface Trend {
  id: string
  topic: string
  summary: string | null
  text: string | null
  source: string
  sources: string[]
  url: string
  imageUrl: null
  score: number
  niche: string
  keywords: string[]
  status: string
  isSample: boolean
  publishedAt: string
  detectedAt: string
  expiresAt: string
}

interface Gate {
  id: string
  stage: GateStage
  status: string
  instruction: string
  score: number | null
  passAt: number | null
  openedAt: string
  decidedAt: string | null
  decidedBy: { id: string; username: string } | null
  decidedByPolicy: boolean
  feedback: string | null
}

interface Stage {
  stage: StageName
  status: string
  progress: number
  attempt: number
  provider: string
  cost: string
  error: string | null
  startedAt: string
  endedAt: string | null
}

export interface Content {
  id: string
  ownerId: string
  title: string
  status: string
  platform: string
  tone: string
  style: string
  error: string | null
  regenerations: number
  createdAt: string
  updatedAt: string
  trend: Trend
  gates: Gate[]
  passAt: Map<GateStage, number>
  run: {
    id: string
    attempt: number
    status: string
    startedAt: string
    endedAt: string | null
    stages: Stage[]
  }
  publications: { id: string; status: string; scheduledAt: string | null; publishedAt: string | null }[]
}

export interface AgencyEvent {
  id: string
  type: string
  time: string
  content: Content
  stage: string | null
  status: string | null
  progress: number | null
  provider: string | null
  message: string
}

export interface Notification {
  id: string
  type: string
  title: string
  body: string
  count: number
  isRead: boolean
  createdAt: string
  content: null
  trend: null
}

export interface DeadLetter {
  id: string
  service: string
  kind: string
  name: string
  error: string
  attempts: number
  failedAt: string
  replayedAt: string | null
}

/** A small agency in memory that goes the way of the real one: stages, gates, publication, events with a log. */
export class Agency {
  readonly trends: Trend[] = []
  readonly contents: Content[] = []
  /** Newest first. */
  readonly notifications: Notification[] = []
  /** Newest first. */
  readonly deadLetters: DeadLetter[] = []
  readonly log: AgencyEvent[] = []
  /** Trends that the service which makes contents has not heard of yet. */
  readonly unheard = new Set<string>()
  /** Events that the log does not have, as when nobody stored them yet. */
  private readonly live = new EventEmitter().setMaxListeners(0)

  addTrend(topic: string, more: Partial<Trend> = {}): Trend {
    const trend: Trend = {
      id: randomUUID(),
      topic,
      summary: `About ${topic}.`,
      text: null,
      source: 'sample',
      sources: ['sample'],
      url: 'https://example.org/article',
      imageUrl: null,
      score: 70 - this.trends.length,
      niche: 'tech',
      keywords: ['software'],
      status: 'ACTIVE',
      isSample: true,
      publishedAt: now(),
      detectedAt: now(),
      expiresAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      ...more,
    }
    this.trends.push(trend)
    return trend
  }

  addNotification(title: string, type = 'GATE_OPENED'): Notification {
    const same = { body: `${title}.`, count: 1, isRead: false, content: null, trend: null }
    const notification = { id: randomUUID(), type, title, createdAt: now(), ...same }
    this.notifications.unshift(notification)
    return notification
  }

  addDeadLetter(service: string, name: string, error: string): DeadLetter {
    const id = `${service.toLowerCase()}:${randomUUID()}`
    const letter = { id, service, kind: 'EVENT', name, error, attempts: 8, failedAt: now(), replayedAt: null }
    this.deadLetters.unshift(letter)
    return letter
  }

  /** Starts a content; its first gate opens when `work` is called, or by itself after `start`. */
  addContent(ownerId: string, trend: Trend, more: Partial<Content> = {}): Content {
    const content: Content = {
      id: randomUUID(),
      ownerId,
      title: trend.topic,
      status: 'GENERATING',
      platform: 'YOUTUBE_SHORTS',
      tone: 'informative and engaging',
      style: 'CINEMATIC',
      error: null,
      regenerations: 0,
      createdAt: now(),
      updatedAt: now(),
      trend,
      gates: [],
      passAt: new Map(),
      run: { id: randomUUID(), attempt: 1, status: 'RUNNING', startedAt: now(), endedAt: null, stages: [] },
      publications: [],
      ...more,
    }
    trend.status = 'USED'
    this.contents.unshift(content)
    return content
  }

  /** Does the stages up to a gate, and opens it, or passes it when its policy says so. */
  workTo(content: Content, gate: GateStage): Content {
    content.status = 'GENERATING'
    for (const stage of wayToGate[gate]) this.doStage(content, stage)
    if (gate === 'VIDEO') this.setStatus(content, 'REVIEW')
    const score = 0.82
    const passAt = content.passAt.get(gate) ?? null
    const isPassed = passAt !== null && score >= passAt
    content.gates.push({
      id: randomUUID(),
      stage: gate,
      status: isPassed ? 'APPROVED' : 'OPEN',
      instruction: `Decide whether the ${gate.toLowerCase()} did well.`,
      score,
      passAt,
      openedAt: now(),
      decidedAt: isPassed ? now() : null,
      decidedBy: null,
      decidedByPolicy: isPassed,
      feedback: null,
    })
    if (isPassed) return this.goOn(content, gate, null)
    content.run.status = 'AWAITING_REVIEW'
    this.emit(content, 'orion.pipeline.stage_changed', {
      stage: gate,
      status: 'AWAITING_REVIEW',
      message: `The ${gate.toLowerCase()} gate waits for a decision.`,
    })
    return content
  }

  openGate(content: Content): Gate | null {
    return content.gates.find(({ status }) => status === 'OPEN') ?? null
  }

  /** Goes on behind a gate that was passed. */
  goOn(content: Content, gate: GateStage, publishAt: string | null): Content {
    content.run.status = 'RUNNING'
    const next = gateAfter[gate]
    if (next) return this.workTo(content, next)
    this.setStatus(content, 'APPROVED')
    const publication = { id: randomUUID(), status: 'SCHEDULED', scheduledAt: publishAt, publishedAt: null }
    content.publications.push(publication)
    if (!publishAt) this.publish(content)
    return content
  }

  publish(content: Content): void {
    this.doStage(content, 'PUBLISH')
    for (const publication of content.publications)
      Object.assign(publication, { status: 'PUBLISHED', publishedAt: now() })
    content.run.status = 'COMPLETED'
    content.run.endedAt = now()
    this.setStatus(content, 'PUBLISHED')
    this.emit(content, 'orion.content.published', { message: 'The sandbox has the video.' })
  }

  fail(content: Content, stage: StageName, error: string): void {
    this.startStage(content, stage)
    const row = content.run.stages.at(-1)
    if (row) Object.assign(row, { status: 'FAILED', error, endedAt: now() })
    content.error = error
    content.run.status = 'FAILED'
    content.run.endedAt = now()
    this.setStatus(content, 'FAILED')
    this.emit(content, 'orion.pipeline.stage_changed', { stage, status: 'FAILED', message: error })
  }

  setStatus(content: Content, status: string): void {
    content.status = status
    content.updatedAt = now()
    this.emit(content, 'orion.content.updated', { message: `The content is ${status}.` })
  }

  startStage(content: Content, stage: StageName): void {
    content.run.stages.push({
      stage,
      status: 'RUNNING',
      progress: 0,
      attempt: 1,
      provider: 'embedded',
      cost: '0',
      error: null,
      startedAt: now(),
      endedAt: null,
    })
    this.emit(content, 'orion.pipeline.stage_changed', {
      stage,
      status: 'RUNNING',
      provider: 'embedded',
      message: `${stage} began.`,
    })
  }

  tellProgress(content: Content, stage: StageName, progress: number): void {
    const event = this.createEvent(content, 'orion.pipeline.progress', {
      stage,
      progress,
      message: `${stage} goes on.`,
    })
    this.live.emit('event', event)
  }

  private doStage(content: Content, stage: StageName): void {
    this.startStage(content, stage)
    const row = content.run.stages.at(-1)
    if (row) Object.assign(row, { status: 'COMPLETED', progress: 1, endedAt: now() })
    this.emit(content, 'orion.pipeline.stage_changed', {
      stage,
      status: 'COMPLETED',
      provider: 'embedded',
      message: `${stage} ended.`,
    })
  }

  private emit(content: Content, type: string, told: Partial<AgencyEvent> & { message: string }): void {
    const event = this.createEvent(content, type, told)
    this.log.push(event)
    this.live.emit('event', event)
  }

  private createEvent(
    content: Content,
    type: string,
    told: Partial<AgencyEvent> & { message: string },
  ): AgencyEvent {
    return {
      id: randomUUID(),
      type,
      time: now(),
      content,
      stage: null,
      status: null,
      progress: null,
      provider: null,
      ...told,
    }
  }

  /** Events as they happen. */
  async *listen(contentId: string | null): AsyncGenerator<AgencyEvent> {
    for await (const [event] of on(this.live, 'event') as AsyncIterable<[AgencyEvent]>)
      if (contentId === null || event.content.id === contentId) yield event
  }
}
