import { GateStage, StageName } from '../generated/graphql.ts'

/** The stages in the order of the pipeline. */
export const stageOrder: readonly StageName[] = [
  StageName.Strategist,
  StageName.Creator,
  StageName.Analyst,
  StageName.Images,
  StageName.Speech,
  StageName.Captions,
  StageName.Stitch,
  StageName.Thumbnails,
  StageName.Validate,
  StageName.Publish,
]

/** The gates in the order of the pipeline. */
export const gateOrder = {
  strategist: GateStage.Strategist,
  creator: GateStage.Creator,
  analyst: GateStage.Analyst,
  video: GateStage.Video,
} as const

/** What a gate asks a person to judge. */
export function subjectOfGate(stage: GateStage): string {
  switch (stage) {
    case GateStage.Strategist:
      return 'the script'
    case GateStage.Creator:
      return 'the visual prompts'
    case GateStage.Analyst:
      return 'the analysis'
    case GateStage.Video:
      return 'the video'
  }
}

/** A gate's name in a sentence: `the strategist gate (the script)`. */
export function nameOfGate(stage: GateStage): string {
  return `the ${stage.toLowerCase()} gate (${subjectOfGate(stage)})`
}
