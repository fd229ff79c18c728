import { NotFoundError } from '@orion/common'
import type { ReviewGateResolvers } from '../generated/graphql.ts'
import { loadContent, loadGate, loadRun } from './loaders.ts'

export const ReviewGate: ReviewGateResolvers = {
  __resolveReference: ({ id }, context) => loadGate(context, id),
  content: async ({ runId }, _, context) => {
    const run = await loadRun(context, runId)
    const content = run && (await loadContent(context, run.contentId))
    if (!content) throw new NotFoundError('content of run', runId)
    return content
  },
  decidedBy: ({ decidedBy }) => (decidedBy === null ? null : { id: decidedBy }),
}
