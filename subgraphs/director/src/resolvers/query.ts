import { readPage } from '@orion/common'
import { countContents, listContents } from '../contents/find-contents.ts'
import { listGates } from '../gates/find-gates.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listRuns } from '../runs/find-runs.ts'
import { loadContent, loadRun } from './loaders.ts'

export const Query: QueryResolvers = {
  contents: (_, { filter, ...page }, { app, viewer }) =>
    listContents(app, viewer, readPage(page), filter ?? {}),
  content: (_, { id }, context) => loadContent(context, id),
  contentCounts: (_, __, { app, viewer }) => countContents(app, viewer),
  pipelineRuns: (_, { status, ...page }, { app, viewer }) =>
    listRuns(app, viewer, readPage(page), status ?? null),
  pipelineRun: (_, { id }, context) => loadRun(context, id),
  reviewGates: (_, { status, ...page }, { app, viewer }) =>
    listGates(app, viewer, readPage(page), status ?? null),
  writers: (_, __, { app }) => [...app.writers.all],
}
