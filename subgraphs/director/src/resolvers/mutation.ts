import { mutationPayload, requireViewer } from '@orion/common'
import { requireId, requireIds } from '../access.ts'
import { generateContent } from '../contents/generate-content.ts'
import { regenerateContent, retryContent } from '../contents/remake-content.ts'
import { decideGate } from '../gates/decide-gate.ts'
import { requireOpenGate } from '../gates/find-gates.ts'
import type { MutationResolvers } from '../generated/graphql.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { defaultWritingOptions } from '../writer/article.ts'

const nothingStarted = { content: null, run: null }
const nothingDecided = { gate: null, content: null }

export const Mutation: MutationResolvers = {
  generateContent: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingStarted, () =>
      generateContent(app, user, {
        trendId: requireId('trend', input.trendId),
        platform: input.platform ?? defaultWritingOptions.platform,
        tone: input.tone ?? defaultWritingOptions.tone,
        style: input.style ?? defaultWritingOptions.style,
        targetSeconds: input.targetSeconds ?? defaultWritingOptions.targetSeconds,
        gates: input.gates ?? [],
      }),
    )
  },
  decideGate: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingDecided, () =>
      decideGate(app, user, requireId('gate', input.gateId), {
        decision: input.decision,
        feedback: input.feedback ?? null,
        regenerate: input.regenerate ?? false,
        publishAt: input.publishAt ?? null,
        accountIds: input.accountIds ? requireIds(input.accountIds, 'accountIds') : null,
      }),
    )
  },
  approveContent: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingDecided, async () => {
      const gate = await requireOpenGate(app, user, input.contentId, 'VIDEO')
      return decideGate(app, user, gate.id, {
        decision: 'APPROVE',
        feedback: input.note ?? null,
        regenerate: false,
        publishAt: input.publishAt ?? null,
        accountIds: input.accountIds ? requireIds(input.accountIds, 'accountIds') : null,
      })
    })
  },
  rejectContent: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingDecided, async () => {
      const gate = await requireOpenGate(app, user, input.contentId)
      const { reason: feedback, regenerate } = input
      return decideGate(app, user, gate.id, {
        decision: 'REJECT',
        feedback,
        regenerate: regenerate ?? false,
        publishAt: null,
        accountIds: null,
      })
    })
  },
  regenerateContent: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingStarted, () =>
      regenerateContent(app, user, requireId('content', input.contentId), input.feedback),
    )
  },
  retryContent: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload(nothingStarted, () =>
      retryContent(app, user, requireId('content', input.contentId)),
    )
  },
  cancelRun: (_, { input }, { app, viewer }) => {
    const user = requireViewer(viewer)
    return mutationPayload({ run: null }, async () => ({
      run: await cancelRun(app, user, requireId('run', input.runId), input.reason ?? null),
    }))
  },
}
