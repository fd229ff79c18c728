import type { Resolvers } from '../generated/graphql.ts'
import { Content, ContentTransition, Script } from './content.ts'
import { Mutation } from './mutation.ts'
import { PipelineRun, PipelineStage } from './pipeline-run.ts'
import { Query } from './query.ts'
import { ReviewGate } from './review-gate.ts'
import { Trend } from './trend.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Content,
  ContentTransition,
  Script,
  PipelineRun,
  PipelineStage,
  ReviewGate,
  Trend,
}
