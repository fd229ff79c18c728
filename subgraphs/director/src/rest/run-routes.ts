import {
  about,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { z } from 'zod'
import { requireId } from '../access.ts'
import type { Director } from '../director.ts'
import { decideGate } from '../gates/decide-gate.ts'
import { listGates } from '../gates/find-gates.ts'
import { GateStatus, RunStatus } from '../generated/prisma/enums.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { findRuns, findStages, listRuns } from '../runs/find-runs.ts'
import { contentBody, gateBody, runBody } from './bodies.ts'

const upper = z.string().transform(text => text.toUpperCase())
const pageQuery = z.object({ first: z.coerce.number().int().optional(), after: z.string().optional() })
const runsQuery = pageQuery.extend({ status: upper.pipe(z.enum(RunStatus)).optional() })
const gatesQuery = pageQuery.extend({ status: upper.pipe(z.enum(GateStatus)).default('OPEN') })
const decideBody = z.object({
  decision: upper.pipe(z.enum(['APPROVE', 'REJECT'])),
  feedback: z.string().max(2_000).nullish(),
  regenerate: z.boolean().default(false),
  publishAt: z.iso.datetime({ offset: true }).nullish(),
  accountIds: z.array(z.uuid()).nullish(),
})
const cancelBody = z.object({ reason: z.string().max(2_000).nullish() })

/** REST routes of runs and gates, on the same domain functions as the graph. */
export function mountRunRoutes(routes: ServiceRoutes, director: Director): void {
  routes.get(
    '/pipelines',
    about({ summary: 'Runs of the pipeline, newest first.', query: runsQuery }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const { status, ...page } = readQuery(context, runsQuery)
      const { nodes, pageInfo } = await listRuns(director, viewer, readPage(page), status ? [status] : null)
      return context.json({ items: nodes.map(run => runBody(run)), pageInfo })
    },
  )

  routes.get('/pipelines/:id', about({ summary: 'One run with its stages.' }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { id } = context.req.param()
    const run = (await findRuns(director, viewer, [id])).get(id)
    if (!run) throw new NotFoundError('run', id)
    return context.json(runBody(run, (await findStages(director, [id])).get(id) ?? []))
  })

  routes.post(
    '/pipelines/:id/cancel',
    about({ summary: 'Cancels a run.', access: 'content:write', body: cancelBody }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:write')
      const { reason } = await readBody(context, cancelBody)
      const id = requireId('run', context.req.param('id'))
      return context.json(runBody(await cancelRun(director, viewer, id, reason ?? null)))
    },
  )

  routes.get('/gates', about({ summary: 'Gates, oldest first.', query: gatesQuery }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { status, ...page } = readQuery(context, gatesQuery)
    const { nodes, pageInfo } = await listGates(director, viewer, readPage(page), [status])
    return context.json({ items: nodes.map(gateBody), pageInfo })
  })

  routes.post(
    '/gates/:id/decide',
    about({ summary: 'Decides a gate, once.', access: 'content:review', body: decideBody }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'content:review')
      const { feedback, publishAt, accountIds, ...rest } = await readBody(context, decideBody)
      const decided = await decideGate(director, viewer, requireId('gate', context.req.param('id')), {
        ...rest,
        feedback: feedback ?? null,
        publishAt: publishAt ? new Date(publishAt) : null,
        accountIds: accountIds ?? null,
      })
      return context.json({ gate: gateBody(decided.gate), content: contentBody(decided.content) })
    },
  )
}
