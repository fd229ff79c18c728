import { clsx } from 'clsx'
import { Ban, Check, Circle, CircleDashed, Eye, LoaderCircle, type LucideIcon, X } from 'lucide-react'
import type { GateItemFragment, GateStage, StageName } from '#generated/graphql.ts'
import { Elapsed } from '#ui/moment.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { GATE, STAGE } from './names.ts'
import { GATE_AFTER, keptStages, STAGES } from './run-progress.ts'

interface TrackedStage {
  stage: StageName
  status: 'RUNNING' | 'COMPLETED' | 'FAILED'
  progress: number
  provider?: string | null
  attempt: number
  error?: string | null
  startedAt?: string | null
  endedAt?: string | null
}

interface StageTrackerProps {
  stages: readonly TrackedStage[]
  gates: readonly GateItemFragment[]
  /** Somebody cancelled the run: what was at work or waited then neither failed nor was rejected. */
  isCancelled: boolean
  /** When the run ended; null while it goes on. */
  endedAt: string | null
}

/** Every stage of the pipeline with the gates between them: what is done, what is at work, what is to come. */
export function StageTracker({ stages, gates, isCancelled, endedAt }: StageTrackerProps) {
  const kept = keptStages(stages)
  return (
    <ol className="gap-x-8 xl:grid xl:grid-flow-col xl:grid-cols-2 xl:grid-rows-7">
      {STAGES.flatMap((name, index) => {
        const isKept = index < kept
        const stage = stages.find(item => item.stage === name)
        const row = (
          <StageRow
            key={name}
            name={name}
            stage={stage}
            runEndedAt={endedAt}
            look={isKept ? KEPT : lookOfStage(stage?.status ?? 'PENDING', isCancelled)}
          />
        )
        const gateName = GATE_AFTER[name]
        if (!gateName) return [row]
        const gate = gates.findLast(item => item.stage === gateName)
        return [
          row,
          <GateRow
            key={`gate-${gateName}`}
            name={gateName}
            gate={gate}
            look={isKept && !gate ? KEPT : lookOfGate(gate?.status ?? 'PENDING', isCancelled)}
          />,
        ]
      })}
    </ol>
  )
}

interface Look {
  icon: LucideIcon
  colours: string
  word: string
  turns?: boolean
}

const KEPT: Look = { icon: Check, colours: 'bg-sunken text-subtle', word: 'Kept from an earlier run' }

const CANCELLED: Look = { icon: Ban, colours: 'bg-sunken text-muted', word: 'Cancelled' }

const STAGE_LOOK: Record<TrackedStage['status'] | 'PENDING', Look> = {
  PENDING: { icon: Circle, colours: 'bg-sunken text-subtle', word: 'To come' },
  RUNNING: { icon: LoaderCircle, colours: 'bg-accent-soft text-accent-ink', word: 'At work', turns: true },
  COMPLETED: { icon: Check, colours: 'bg-ok-soft text-ok', word: 'Done' },
  FAILED: { icon: X, colours: 'bg-bad-soft text-bad', word: 'Failed' },
}

/** In a cancelled run nothing is at work any more, and what failed did so by being cancelled. */
function lookOfStage(status: keyof typeof STAGE_LOOK, isCancelled: boolean): Look {
  return isCancelled && (status === 'RUNNING' || status === 'FAILED') ? CANCELLED : STAGE_LOOK[status]
}

interface StageRowProps {
  name: StageName
  stage: TrackedStage | undefined
  runEndedAt: string | null
  look: Look
}

function StageRow({ name, stage, runEndedAt, look }: StageRowProps) {
  const saysLook = look === KEPT || look === CANCELLED
  return (
    <Row look={look} isDim={!stage}>
      <span className="w-24 shrink-0 font-medium">{STAGE[name]}</span>
      {!saysLook && <span className="sr-only">{look.word}</span>}
      {look === STAGE_LOOK.RUNNING && stage ? (
        <ProgressBar
          value={stage.progress}
          label={`Progress of ${STAGE[name]}`}
          className="min-w-12 flex-1"
        />
      ) : (
        <span className="min-w-0 flex-1 truncate text-subtle text-xs">
          {saysLook ? look.word : stage?.provider}
          {stage && stage.attempt > 1 && ` · try ${stage.attempt}`}
        </span>
      )}
      <span className="min-w-14 shrink-0 whitespace-nowrap text-right text-muted text-xs">
        {stage?.startedAt && <Elapsed from={stage.startedAt} to={stage.endedAt ?? runEndedAt} />}
      </span>
    </Row>
  )
}

const GATE_LOOK: Record<GateItemFragment['status'] | 'PENDING', Look> = {
  PENDING: { icon: CircleDashed, colours: 'bg-sunken text-subtle', word: 'To come' },
  OPEN: { icon: Eye, colours: 'bg-warn-soft text-warn', word: 'Waits for a decision' },
  APPROVED: { icon: Check, colours: 'bg-ok-soft text-ok', word: 'Approved' },
  REJECTED: { icon: X, colours: 'bg-bad-soft text-bad', word: 'Rejected' },
}

/** A gate is rejected by a person, which ends the run as failed, or closed with a run that is cancelled. */
function lookOfGate(status: keyof typeof GATE_LOOK, isCancelled: boolean): Look {
  return isCancelled && (status === 'OPEN' || status === 'REJECTED') ? CANCELLED : GATE_LOOK[status]
}

interface GateRowProps {
  name: GateStage
  gate: GateItemFragment | undefined
  look: Look
}

function GateRow({ name, gate, look }: GateRowProps) {
  const waits = look === GATE_LOOK.OPEN
  return (
    <Row look={look} isDim={!gate} isGate>
      <span className="shrink-0 font-medium">{GATE[name]}</span>
      <span className="min-w-0 flex-1 truncate text-subtle text-xs">
        {gate && (waits ? look.word : decision(gate, look.word))}
        {!gate && <span className="sr-only">{look.word}</span>}
      </span>
      {gate && waits && (
        <span className="shrink-0 whitespace-nowrap text-right text-warn text-xs">
          <Elapsed from={gate.openedAt} to={null} />
        </span>
      )}
    </Row>
  )
}

function decision(gate: GateItemFragment, word: string): string {
  if (!gate.decidedByPolicy) return gate.decidedBy ? `${word} by ${gate.decidedBy.name}` : word
  const score =
    gate.score === null || gate.score === undefined ? '' : `, score ${Math.round(gate.score * 100)}`
  return `Passed by policy${score}`
}

interface RowProps {
  look: Look
  isDim: boolean
  isGate?: boolean
  children: React.ReactNode
}

function Row({ look, isDim, isGate = false, children }: RowProps) {
  return (
    <li
      className={clsx(
        'relative flex min-h-9 items-center gap-3 pl-9',
        'before:absolute before:top-0 before:bottom-0 before:left-[0.6875rem] before:w-px before:bg-line',
        'first:before:top-1/2 last:before:bottom-1/2',
        isDim && 'text-subtle',
      )}
    >
      <span
        aria-hidden
        className={clsx(
          'absolute left-0 flex size-6 items-center justify-center ring-4 ring-surface',
          isGate ? 'scale-90 rounded-md' : 'rounded-full',
          look.colours,
        )}
      >
        <look.icon className={clsx('size-3.5', look.turns && 'animate-spin')} />
      </span>
      {children}
    </li>
  )
}
