import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gatherImage } from '../scripts/image/gather-image.ts'
import {
  type FoundTrend,
  generate,
  type RunningSystem,
  scanForTrends,
  startRunningSystem,
  untilStatus,
} from './running-system.ts'

/** What is told live of a content. */
export interface HeardEvent {
  id: string
  type: string
}

/** A content that an editor had made while the admin listened. */
export interface PublishedContent {
  id: string
  topic: string
  owner: Awaited<ReturnType<RunningSystem['user']>>
  /** Everything that was told live of it, in order. */
  heard: HeardEvent[]
}

/** The system that the suites share. */
export let system: RunningSystem
/** What the container image holds, and nothing else, runs it: what is missing there is missed here. */
let programs: string
/** What its only scan found, best first. */
let trends: FoundTrend[]
/** The content that the suites share: it is on its way from the start, and may be waited for. */
export let published: Promise<PublishedContent>

export async function startSharedSystem(): Promise<void> {
  programs = await mkdtemp(join(tmpdir(), 'orion-image-'))
  await gatherImage(process.cwd(), programs)
  system = await startRunningSystem({ dashboard: true, programs })
  trends = await scanForTrends(system.admin)
  published = publishContent(trendAt(0))
  published.catch(() => {}) // told to those that wait for it
}

export async function endSharedSystem(): Promise<void> {
  try {
    await system?.end()
  } finally {
    await rm(programs, { recursive: true, force: true })
  }
}

/** A trend by its place in the scan; each suite makes contents from trends of its own. */
export function trendAt(place: number): FoundTrend {
  const trend = trends[place]
  if (!trend) throw new Error(`the scan found only ${trends.length} trends`)
  return trend
}

async function publishContent(trend: FoundTrend): Promise<PublishedContent> {
  const owner = await system.user('EDITOR', 'owner')
  const id = await generate(owner.client, trend.id)
  const hearing = eventsUntilPublished(id)
  await untilStatus(owner.client, id, 'PUBLISHED')
  return { id, topic: trend.topic, owner, heard: await hearing }
}

/** What the admin hears live about a content until it is published; first what came after an event. */
export async function eventsUntilPublished(contentId: string, after?: string): Promise<HeardEvent[]> {
  const ended = new AbortController()
  const events: HeardEvent[] = []
  const watch = `subscription($contentId: ID, $after: ID) {
    pipelineEvents(contentId: $contentId, after: $after) { id type }
  }`
  const answers = system.admin.subscribe<{ pipelineEvents: HeardEvent }>(
    watch,
    { contentId, after },
    ended.signal,
  )
  for await (const { pipelineEvents } of answers) {
    events.push(pipelineEvents)
    if (pipelineEvents.type === 'orion.content.published') break
  }
  ended.abort()
  return events
}
