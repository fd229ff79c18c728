import { StageName, StageStatus } from '../generated/graphql.ts'
import { isProgress, type PipelineEvent } from './event.ts'
import type { Snapshot } from './snapshot.ts'

type Stage = NonNullable<Snapshot['content']['currentRun']>['stages'][number]

/**
 * The state with what an event tells about a stage of its run. An event that is older than what the state knows
 * of the stage changes nothing, so events can be applied again to a state that was read later.
 */
export function advance(state: Snapshot, event: PipelineEvent): Snapshot {
  const run = state.content.currentRun
  const name = Object.values(StageName).find(stage => stage === event.stage)
  if (!run || !name || run.id !== event.runId) return state
  const known = run.stages.findLast(({ stage }) => stage === name)
  const stage = isProgress(event) ? withProgress(known, event) : withStatus(known, name, event)
  if (!stage) return state
  const stages = known ? run.stages.map(other => (other === known ? stage : other)) : [...run.stages, stage]
  return { ...state, content: { ...state.content, currentRun: { ...run, stages } } }
}

function withProgress(known: Stage | undefined, { progress, time }: PipelineEvent): Stage | null {
  if (known?.status !== StageStatus.Running || progress === null || isOld(known, time)) return null
  return { ...known, progress }
}

function withStatus(known: Stage | undefined, stage: StageName, event: PipelineEvent): Stage | null {
  const status = Object.values(StageStatus).find(value => value === event.status)
  if (!status || (known && isOld(known, event.time))) return null
  const begun: Stage = known ?? {
    stage,
    status,
    progress: 0,
    attempt: 1,
    provider: null,
    cost: '0',
    error: null,
    startedAt: event.time,
    endedAt: null,
  }
  const provider = event.provider ?? begun.provider
  if (status === StageStatus.Running)
    return { ...begun, status, provider, startedAt: event.time, endedAt: null }
  return { ...begun, status, provider, endedAt: event.time }
}

function isOld({ startedAt, endedAt }: Stage, time: string): boolean {
  const knownUntil = endedAt ?? startedAt
  return knownUntil !== null && Date.parse(time) <= Date.parse(knownUntil)
}
