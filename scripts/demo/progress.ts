import type { ApiClient } from '../system/api-client.ts'
import { StageLines } from './stage-lines.ts'
import { type PipelineEvent, Stages } from './stages.ts'

const SUBSCRIPTION = `subscription DemoProgress($contentId: ID!) {
  pipelineEvents(contentId: $contentId) { stage status progress message }
}`

/** The pipeline's progress as the live subscription tells it, shown as it happens. */
export interface Progress {
  /** Seconds each stage took so far, by its name in small letters. */
  stages(): Record<string, number>
  note(line: string): void
  stop(): Promise<void>
}

/**
 * Shows a content's way on standard error until it is stopped.
 *
 * @param startedAt what the total is counted from, in milliseconds
 */
export function showProgress(client: ApiClient, contentId: string, startedAt: number): Progress {
  const stages = new Stages()
  const lines = new StageLines(startedAt)
  const stopping = new AbortController()

  const apply = (event: PipelineEvent) => {
    if (event.stage && event.status === 'AWAITING_REVIEW') return lines.note(`■ gate: ${event.message}`)
    const state = stages.apply(event)
    if (!state) return
    lines.show(state)
    if (state.failed) lines.note(event.message)
  }
  const listen = async () => {
    const events = client.subscribe<{ pipelineEvents: PipelineEvent }>(
      SUBSCRIPTION,
      { contentId },
      stopping.signal,
    )
    for await (const { pipelineEvents } of events) apply(pipelineEvents)
  }
  const listening = listen().catch(error => {
    if (!stopping.signal.aborted)
      lines.note(`the live events ended: ${error instanceof Error ? error.message : error}`)
  })
  return {
    stages: () => stages.seconds(),
    note: line => lines.note(line),
    async stop() {
      stopping.abort()
      await listening
      lines.close()
    },
  }
}
