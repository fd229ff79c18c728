import { clsx } from 'clsx'
import { Check, Circle, CircleDashed, Eye, LoaderCircle, type LucideIcon, X } from 'lucide-react'
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
}

/** Every stage of the pipeline with the gates between them: what is done, what is at work, what is to come. */
export function StageTracker({ stages, gates }: StageTrackerProps) {
  const kept = keptStages(stages)
  return (
    <ol className="gap-x-8 xl:grid xl:grid-flow-col xl:grid-cols-2 xl:grid-rows-7">
      {STAGES.flatMap((name, index) => {
        const isKept = index < kept
        const stage = stages.find(item => item.stage === name)
        const row = <StageRow key={name} name={name} stage={stage} isKept={isKept} />
        const gateName = GATE_AFTER[name]
        if (!gateName) return [row]
        const gate = gates.findLast(item => item.stage === gateName)
        return [row, <GateRow key={`gate-${gateName}`} name={gateName} gate={gate} isKept={isKept} />]
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

const STAGE_LOOK: Record<TrackedStage['status'] | 'PENDING', Look> = {
  PENDING: { icon: Circle, colours: 'bg-sunken text-subtle', word: 'To come' },
  RUNNING: { icon: LoaderCircle, colours: 'bg-accent-soft text-accent-ink', word: 'At work', turns: true },
  COMPLETED: { icon: Check, colours: 'bg-ok-soft text-ok', word: 'Done' },
  FAILED: { icon: X, colours: 'bg-bad-soft text-bad', word: 'Failed' },
}

interface StageRowProps {
  name: StageName
  stage: TrackedStage | undefined
  /** Not done by this run, since an earlier one did it. */
  isKept: boolean
}

function StageRow({ name, stage, isKept }: StageRowProps) {
  const look = isKept ? KEPT : STAGE_LOOK[stage?.status ?? 'PENDING']
  return (
    <Row look={look} isDim={!stage}>
      <span className="w-24 shrink-0 font-medium">{STAGE[name]}</span>
      {!isKept && <span className="sr-only">{look.word}</span>}
      {stage?.status === 'RUNNING' ? (
        <ProgressBar
          value={stage.progress}
          label={`Progress of ${STAGE[name]}`}
          className="min-w-12 flex-1"
        />
      ) : (
        <span className="min-w-0 flex-1 truncate text-subtle text-xs">
          {isKept ? look.word : stage?.provider}
          {stage && stage.attempt > 1 && ` · try ${stage.attempt}`}
        </span>
      )}
      <span className="min-w-14 shrink-0 whitespace-nowrap text-right text-muted text-xs">
        {stage?.startedAt && <Elapsed from={stage.startedAt} to={stage.endedAt} />}
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

interface GateRowProps {
  name: GateStage
  gate: GateItemFragment | undefined
  isKept: boolean
}

function GateRow({ name, gate, isKept }: GateRowProps) {
  const look = isKept && !gate ? KEPT : GATE_LOOK[gate?.status ?? 'PENDING']
  return (
    <Row look={look} isDim={!gate} isGate>
      <span className="shrink-0 font-medium">{GATE[name]}</span>
      <span className="min-w-0 flex-1 truncate text-subtle text-xs">
        {gate && (gate.status === 'OPEN' ? look.word : decision(gate))}
        {!gate && <span className="sr-only">{look.word}</span>}
      </span>
      {gate?.status === 'OPEN' && (
        <span className="shrink-0 whitespace-nowrap text-right text-warn text-xs">
          <Elapsed from={gate.openedAt} to={null} />
        </span>
      )}
    </Row>
  )
}

function decision(gate: GateItemFragment): string {
  const word = GATE_LOOK[gate.status].word
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
