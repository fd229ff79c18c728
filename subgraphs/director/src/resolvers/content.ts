import { readPage } from '@orion/common'
import {
  segmentsOf,
  storedAnalysis,
  storedCritique,
  storedScript,
  storedVisualPlan,
} from '../contents/stored-work.ts'
import type { ContentResolvers, ContentTransitionResolvers, ScriptResolvers } from '../generated/graphql.ts'
import { ContentStatus } from '../generated/prisma/enums.ts'
import { pageOfRuns } from '../runs/find-runs.ts'
import { countWords, narration } from '../writer/script.ts'
import { loadContent, loadGatesOfRun, loadHistory, loadRunsOfContent } from './loaders.ts'
import type { TrendReference } from './trend.ts'

export const Content: ContentResolvers = {
  __resolveReference: ({ id }, context) => loadContent(context, id),
  script: ({ script }) => (script === null ? null : storedScript.parse(script)),
  critique: ({ critique }) => (critique === null ? null : storedCritique.parse(critique)),
  visualPrompts: ({ visualPlan }) => (visualPlan === null ? [] : storedVisualPlan.parse(visualPlan).prompts),
  analysis: ({ analysis }) => (analysis === null ? null : storedAnalysis.parse(analysis)),
  runs: async ({ id }, args, context) =>
    pageOfRuns((await loadRunsOfContent(context, id)) ?? [], readPage(args, 10)),
  currentRun: async ({ id }, _, context) => (await loadRunsOfContent(context, id))?.[0] ?? null,
  gates: async ({ id }, _, context) => {
    const [run] = (await loadRunsOfContent(context, id)) ?? []
    return run ? ((await loadGatesOfRun(context, run.id)) ?? []) : []
  },
  openGate: async ({ id }, _, context) => {
    const [run] = (await loadRunsOfContent(context, id)) ?? []
    const gates = run ? await loadGatesOfRun(context, run.id) : null
    return gates?.find(({ status }) => status === 'OPEN') ?? null
  },
  history: async ({ id }, _, context) => (await loadHistory(context, id)) ?? [],
  trend: ({ trendId }): TrendReference => ({ id: trendId }),
  createdBy: ({ ownerId }) => ({ id: ownerId }),
}

export const Script: ScriptResolvers = {
  body: ({ body }) => body.join(' '),
  segments: script => segmentsOf(script),
  wordCount: script => countWords(narration(script)),
}

const isStatus = (text: string | null): text is ContentStatus => text !== null && text in ContentStatus

export const ContentTransition: ContentTransitionResolvers = {
  from: ({ from }) => (isStatus(from) ? from : null),
  to: ({ to }) => (isStatus(to) ? to : ContentStatus.DRAFT),
}
