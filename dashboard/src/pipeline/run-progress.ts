import type { GateStage, StageName, StageStatus } from '#generated/graphql.ts'
import { keysOf, STAGE } from './names.ts'

/** The stages in the order of the pipeline. */
export const STAGES: readonly StageName[] = keysOf(STAGE)

/** The gate that follows a stage. */
export const GATE_AFTER: Partial<Record<StageName, GateStage>> = {
  STRATEGIST: 'STRATEGIST',
  CREATOR: 'CREATOR',
  ANALYST: 'ANALYST',
  VALIDATE: 'VIDEO',
}

interface StageState {
  stage: StageName
  status: StageStatus
  progress: number
}

/**
 * How many stages, from the first on, a run took over from an earlier one: it has none of its own before the stage it
 * began at.
 */
export function keptStages(stages: readonly { stage: StageName }[]): number {
  return stages.length === 0 ? 0 : Math.min(...stages.map(({ stage }) => STAGES.indexOf(stage)))
}

/** How far a run is over all stages, 0 to 1, each counting the same, and the stage at work. */
export function runProgress(stages: readonly StageState[]): { fraction: number; current: StageName | null } {
  let done = keptStages(stages)
  let current: StageName | null = null
  for (const { stage, status, progress } of stages) {
    done += status === 'COMPLETED' ? 1 : progress
    if (status === 'RUNNING') current = stage
  }
  return { fraction: done / STAGES.length, current }
}
