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

/** How far a run is over all stages, 0 to 1, each counting the same, and the stage at work. */
export function runProgress(stages: readonly StageState[]): { fraction: number; current: StageName | null } {
  let done = 0
  let current: StageName | null = null
  for (const name of STAGES) {
    const state = stages.find(({ stage }) => stage === name)
    if (!state) continue
    done += state.status === 'COMPLETED' ? 1 : state.progress
    if (state.status === 'RUNNING') current = name
  }
  return { fraction: done / STAGES.length, current }
}
