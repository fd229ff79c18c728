import { NotFoundError, sumMoney } from '@orion/common'
import type { PipelineRunResolvers, PipelineStageResolvers } from '../generated/graphql.ts'
import { loadContent, loadGatesOfRun, loadRun, loadStages } from './loaders.ts'

export const PipelineRun: PipelineRunResolvers = {
  __resolveReference: ({ id }, context) => loadRun(context, id),
  stages: async ({ id }, _, context) => (await loadStages(context, id)) ?? [],
  gates: async ({ id }, _, context) => (await loadGatesOfRun(context, id)) ?? [],
  content: async ({ contentId }, _, context) => {
    const content = await loadContent(context, contentId)
    if (!content) throw new NotFoundError('content', contentId)
    return content
  },
  cost: async ({ id }, _, context) =>
    sumMoney(((await loadStages(context, id)) ?? []).map(({ cost }) => cost.toString())),
}

export const PipelineStage: PipelineStageResolvers = {
  progress: ({ status }) => (status === 'COMPLETED' ? 1 : 0),
  cost: ({ cost }) => cost.toString(),
}
