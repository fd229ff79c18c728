import { renderBar } from '../output/bar.ts'
import { type Paint, type Painter, paintOfStatus } from '../output/paint.ts'
import { type Column, renderTable } from '../output/table.ts'
import { cleanLine, columnsOf, pad, shorten, wrap } from '../output/text.ts'
import { secondsBetween, showDuration } from '../output/time.ts'
import type { Snapshot } from './snapshot.ts'
import { nameOfGate, stageOrder } from './stages.ts'

/** What a frame is drawn for. */
export interface FrameStyle {
  columns: number
  hasUnicode: boolean
  paint: Painter
  /** The moment, in the gateway's clock. */
  nowMs: number
}

type Run = NonNullable<Snapshot['content']['currentRun']>
type Stage = Run['stages'][number]

const barColumns = 20

/** One content: its stages with bars and times, and what it waits for. */
export function renderContent(state: Snapshot, style: FrameStyle): string[] {
  const { content, publications } = state
  const { paint, columns } = style
  const run = content.currentRun
  const lines = stageOrder.map(name =>
    renderStage(
      name,
      run?.stages.findLast(({ stage }) => stage === name),
      style,
    ),
  )
  const place = [content.status, ...(run ? [`run ${run.attempt}`, elapsedOf(run, style.nowMs)] : [])].join(
    ' · ',
  )
  const title = shorten(cleanLine(content.title), Math.max(12, columns - columnsOf(place) - 2))
  return [
    `${paint(title, 'bold')}  ${paint(place, paintOfStatus(content.status))}`,
    '',
    ...lines,
    ...publications.flatMap(({ platform, status, postUrl, error, scheduledAt }) => {
      const detail = error ?? (status === 'SCHEDULED' ? scheduledAt : postUrl) ?? ''
      return [fitted(`  ${platform.toLowerCase()}: ${status} ${detail}`, paintOfStatus(status))]
    }),
    ...(content.openGate ? ['', ...renderGate(content.openGate)] : []),
    ...(content.error ? ['', fitted(content.error, 'red')] : []),
  ]

  function renderGate(gate: NonNullable<typeof content.openGate>): string[] {
    const score = gate.score === null ? '' : ` Score ${gate.score.toFixed(2)}.`
    return [
      ...wrap(cleanLine(`Waits at ${nameOfGate(gate.stage)}. ${gate.instruction}${score}`), columns).map(
        line => fitted(line, 'yellow'),
      ),
      fitted(`orion content approve ${content.id}`, 'dim'),
    ]
  }

  function fitted(text: string, colour: Paint | undefined): string {
    return paint(shorten(cleanLine(text), columns), colour)
  }
}

/** Many contents, one a line. */
export function renderContents(states: readonly Snapshot[], style: FrameStyle): string[] {
  if (states.length === 0)
    return [style.paint('Nothing is under way. `orion content generate` starts something.', 'dim')]
  const columns: Column<Snapshot>[] = [
    { header: 'CONTENT', value: ({ content }) => content.title, flexible: true },
    {
      header: 'STATUS',
      value: ({ content }) => content.status,
      paint: ({ content }) => paintOfStatus(content.status),
    },
    { header: 'AT', value: placeOf, flexible: true },
    {
      header: 'STAGES',
      value: ({ content }) => {
        const progress = overallProgress(content.currentRun)
        return `${renderBar(progress, barColumns, style.hasUnicode)} ${percent(progress)}`
      },
    },
    {
      header: 'ELAPSED',
      value: ({ content }) => (content.currentRun ? elapsedOf(content.currentRun, style.nowMs) : ''),
      align: 'right',
    },
    { header: 'ID', value: ({ content }) => content.id, optional: true },
  ]
  return renderTable(columns, states, style.columns, style.paint)
}

function renderStage(name: string, stage: Stage | undefined, style: FrameStyle): string {
  const { paint, hasUnicode, columns } = style
  const label = pad(name.toLowerCase(), 11)
  if (!stage) return paint(`  ${hasUnicode ? '·' : '-'} ${label}`, 'dim')
  const colour = paintOfStatus(stage.status)
  const progress = stage.status === 'COMPLETED' ? 1 : stage.progress
  const time = stage.startedAt
    ? showDuration(secondsBetween(stage.startedAt, stage.endedAt, style.nowMs))
    : ''
  const attempt = stage.attempt > 1 ? ` (attempt ${stage.attempt})` : ''
  const head = `  ${markOf(stage.status, hasUnicode)} ${label}`
  const bar = renderBar(progress, barColumns, hasUnicode)
  const tail = `${percent(progress)}  ${pad(time, 12, 'right')}  `
  const room = columns - columnsOf(head) - barColumns - columnsOf(tail) - 4
  const note = shorten(cleanLine(stage.error ?? `${stage.provider ?? ''}${attempt}`), Math.max(0, room))
  return `${paint(head, colour)}  ${paint(bar, colour)}  ${tail}${note}`.trimEnd()
}

function placeOf({ content }: Snapshot): string {
  if (content.openGate) return `waits: ${content.openGate.stage.toLowerCase()} gate`
  const stage = content.currentRun?.stages.findLast(({ status }) => status === 'RUNNING')
  return (stage?.stage ?? content.currentRun?.status ?? '').toLowerCase()
}

function overallProgress(run: Run | null): number {
  const sum = (run?.stages ?? []).reduce(
    (total, { status, progress }) => total + (status === 'COMPLETED' ? 1 : progress),
    0,
  )
  return Math.min(1, sum / stageOrder.length)
}

function elapsedOf(run: Run, nowMs: number): string {
  return showDuration(secondsBetween(run.startedAt ?? run.createdAt, run.endedAt, nowMs))
}

function percent(progress: number): string {
  return `${String(Math.round(progress * 100)).padStart(3)} %`
}

function markOf(status: string, hasUnicode: boolean): string {
  switch (status) {
    case 'COMPLETED':
      return hasUnicode ? '✓' : '+'
    case 'FAILED':
      return hasUnicode ? '✗' : 'x'
    default:
      return hasUnicode ? '●' : '>'
  }
}
