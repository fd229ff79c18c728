import type { ApiClient } from '../system/api-client.ts'

const SUBSCRIPTION = `subscription DemoProgress($contentId: ID!) {
  pipelineEvents(contentId: $contentId) { type stage status progress provider message }
}`

interface PipelineEvent {
  type: string
  stage: string | null
  status: string | null
  progress: number | null
  provider: string | null
  message: string
}

/** What the demo shows of a stage. */
interface StageState {
  startedAt: number
  endedAt: number | null
  progress: number
  failed: boolean
}

/** The pipeline's progress as the live subscription tells it, shown as it happens. */
export interface Progress {
  /** Seconds each stage took so far, by its name in small letters. */
  stages(): Record<string, number>
  note(line: string): void
  stop(): Promise<void>
}

/** Shows a content's way on standard error: in a terminal one line a stage with a bar that grows, else one line at each end. */
export function showProgress(client: ApiClient, contentId: string, startedAt: number): Progress {
  const out = process.stderr
  const inPlace = out.isTTY === true
  const stages = new Map<string, StageState>()
  const ended = new AbortController()
  let open: string | null = null

  const elapsed = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`.padStart(7)
  const bar = (fraction: number) => {
    const full = Math.round(Math.min(1, Math.max(0, fraction)) * 24)
    return `${'█'.repeat(full)}${'░'.repeat(24 - full)}`
  }
  const draw = (name: string, state: StageState) => {
    const mark = state.failed ? '✗' : state.endedAt ? '✓' : '▸'
    const percent = `${Math.round(state.progress * 100)} %`.padStart(5)
    const total = `${((Date.now() - startedAt) / 1000).toFixed(0)} s`
    return `  ${mark} ${name.toLowerCase().padEnd(11)} ${bar(state.progress)} ${percent} ${elapsed(state.startedAt, state.endedAt ?? Date.now())}   (total ${total})`
  }
  const put = (name: string, state: StageState) => {
    if (!inPlace) {
      if (state.endedAt) out.write(`${draw(name, state)}\n`)
      return
    }
    if (open && open !== name) out.write('\n')
    out.write(`\r\x1b[2K${draw(name, state)}`)
    open = name
  }
  const note = (line: string) => {
    if (open) out.write('\n')
    open = null
    out.write(`  ${line}\n`)
  }
  const apply = (event: PipelineEvent) => {
    if (!event.stage) return
    if (event.status === 'AWAITING_REVIEW') return note(`■ gate: ${event.message}`)
    const known = stages.get(event.stage)
    // a rejected content goes through its stages anew
    const isAnew = known === undefined || (known.endedAt !== null && event.status === 'RUNNING')
    const state = isAnew ? { startedAt: Date.now(), endedAt: null, progress: 0, failed: false } : known
    if (state.endedAt && event.status !== 'RUNNING') return
    stages.set(event.stage, state)
    if (event.progress !== null) state.progress = Math.max(state.progress, event.progress)
    if (event.status === 'COMPLETED' || event.status === 'FAILED') {
      state.endedAt = Date.now()
      state.failed = event.status === 'FAILED'
      if (!state.failed) state.progress = 1
    }
    put(event.stage, state)
    if (state.failed) note(event.message)
  }
  const ticking = inPlace
    ? setInterval(() => {
        const state = open ? stages.get(open) : undefined
        if (open && state && !state.endedAt) put(open, state)
      }, 200)
    : undefined
  const listening = (async () => {
    for await (const { pipelineEvents } of client.subscribe<{ pipelineEvents: PipelineEvent }>(
      SUBSCRIPTION,
      { contentId },
      ended.signal,
    )) {
      apply(pipelineEvents)
    }
  })().catch(error => {
    if (!ended.signal.aborted)
      note(`the live events ended: ${error instanceof Error ? error.message : error}`)
  })
  return {
    stages: () =>
      Object.fromEntries(
        [...stages].map(([name, state]) => [
          name.toLowerCase(),
          Math.round(((state.endedAt ?? Date.now()) - state.startedAt) / 10) / 100,
        ]),
      ),
    note,
    async stop() {
      clearInterval(ticking)
      ended.abort()
      await listening
      if (open) out.write('\n')
    },
  }
}
