import {
  about,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
  type Viewer,
} from '@orion/common'
import { gateStages, targetPlatforms, visualStyles } from '@orion/common/events/schemas'
import { z } from 'zod'
import { requireId } from '../access.ts'
import { findContents, listContents } from '../contents/find-contents.ts'
import { generateContent, type Started } from '../contents/generate-content.ts'
import { regenerateContent, retryContent } from '../contents/remake-content.ts'
import type { Director } from '../director.ts'
import { decideGate } from '../gates/decide-gate.ts'
import { requireOpenGate } from '../gates/find-gates.ts'
import type { Content } from '../generated/prisma/client.ts'
import { ContentStatus } from '../generated/prisma/enums.ts'
import { defaultWritingOptions } from '../writer/article.ts'
import { contentBody, gateBody, runBody, scriptBody, visualPlanBody, wholeContentBody } from './bodies.ts'

const upper = z.string().transform(text => text.toUpperCase())
const listQuery = z.object({
  first: z.coerce.number().int().optional(),
  after: z.string().optional(),
  status: upper.pipe(z.enum(ContentStatus)).optional(),
  search: z.string().optional(),
  trendId: z.string().optional(),
})
const generateBody = z.object({
  trendId: z.uuid(),
  platform: upper.pipe(z.enum(targetPlatforms)).default(defaultWritingOptions.platform),
  tone: z.string().default(defaultWritingOptions.tone),
  style: upper.pipe(z.enum(visualStyles)).default(defaultWritingOptions.style),
  targetSeconds: z.number().int().default(defaultWritingOptions.targetSeconds),
  gates: z.array(z.object({ stage: upper.pipe(z.enum(gateStages)), passAt: z.number() })).default([]),
})
const approveBody = z.object({
  note: z.string().max(2_000).nullish(),
  publishAt: z.iso.datetime({ offset: true }).nullish(),
  accountIds: z.array(z.uuid()).nullish(),
})
const rejectBody = z.object({ reason: z.string(), regenerate: z.boolean().default(false) })
const regenerateBody = z.object({ feedback: z.string() })

/** REST routes of contents, on the same domain functions as the graph. */
export function mountContentRoutes(routes: ServiceRoutes, director: Director): void {
  const require = async (viewer: Viewer, id: string): Promise<Content> => {
    const content = (await findContents(director, viewer, [id])).get(id)
    if (!content) throw new NotFoundError('content', id)
    return content
  }

  routes.get('/content', about({ summary: 'Contents, newest first.', query: listQuery }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { status, search, trendId, ...page } = readQuery(context, listQuery)
    const filter = { status: status ? [status] : null, search, trendId }
    const { nodes, pageInfo } = await listContents(director, viewer, readPage(page), filter)
    return context.json({ items: nodes.map(contentBody), pageInfo })
  })

  routes.post(
    '/content/generate',
    about({
      summary: 'Starts the pipeline for a trend.',
      access: 'content:write',
      body: generateBody,
      status: 201,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:write')
      return context.json(
        startedBody(await generateContent(director, viewer, await readBody(context, generateBody))),
        201,
      )
    },
  )

  routes.get(
    '/content/:id',
    about({ summary: 'One content with everything written for it.' }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      return context.json(wholeContentBody(await require(viewer, context.req.param('id'))))
    },
  )

  routes.get('/content/:id/script', about({ summary: 'The script of a content.' }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const content = await require(viewer, context.req.param('id'))
    return context.json({ contentId: content.id, script: scriptBody(content) })
  })

  routes.get(
    '/content/:id/visual-prompts',
    about({ summary: 'What is to be drawn for a content.' }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const content = await require(viewer, context.req.param('id'))
      return context.json({ contentId: content.id, visualPrompts: visualPlanBody(content) })
    },
  )

  routes.post(
    '/content/:id/approve',
    about({
      summary: 'Approves a content whose video waits for its last review.',
      access: 'content:review',
      body: approveBody,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:review')
      const { note, publishAt, accountIds } = await readBody(context, approveBody)
      const gate = await requireOpenGate(director, viewer, context.req.param('id'), 'VIDEO')
      const decided = await decideGate(director, viewer, gate.id, {
        decision: 'APPROVE',
        feedback: note ?? null,
        regenerate: false,
        publishAt: publishAt ? new Date(publishAt) : null,
        accountIds: accountIds ?? null,
      })
      return context.json({ gate: gateBody(decided.gate), content: contentBody(decided.content) })
    },
  )

  routes.post(
    '/content/:id/reject',
    about({
      summary: 'Rejects a content at the gate it waits at.',
      access: 'content:review',
      body: rejectBody,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:review')
      const { reason: feedback, regenerate } = await readBody(context, rejectBody)
      const gate = await requireOpenGate(director, viewer, context.req.param('id'))
      const nowhere = { publishAt: null, accountIds: null }
      const decided = await decideGate(director, viewer, gate.id, {
        decision: 'REJECT',
        feedback,
        regenerate,
        ...nowhere,
      })
      return context.json({ gate: gateBody(decided.gate), content: contentBody(decided.content) })
    },
  )

  routes.post(
    '/content/:id/regenerate',
    about({
      summary: 'Makes a rejected content again, with feedback.',
      access: 'content:write',
      body: regenerateBody,
      status: 202,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:write')
      const { feedback } = await readBody(context, regenerateBody)
      const id = requireId('content', context.req.param('id'))
      return context.json(startedBody(await regenerateContent(director, viewer, id, feedback)), 202)
    },
  )

  routes.post(
    '/content/:id/retry',
    about({
      summary: 'Goes on with a failed content at the stage that failed.',
      access: 'content:write',
      status: 202,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:write')
      const id = requireId('content', context.req.param('id'))
      return context.json(startedBody(await retryContent(director, viewer, id)), 202)
    },
  )
}

function startedBody({ content, run }: Started) {
  return { content: contentBody(content), run: runBody(run) }
}
