import { about, parseInput, readQuery, requireViewer, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { readEventsAfter } from '../events/read-events-after.ts'
import type { Pulse } from '../pulse.ts'

const query = z.object({
  contentId: z.uuid().optional(),
  first: z.coerce.number().int().min(1).max(200).default(100),
})

/** The event log for who missed something: /api/v1/events, publicly /api/v1/pulse/events. */
export function mountEventRoutes(routes: ServiceRoutes, { database: { client } }: Pulse): void {
  routes.get(
    '/events/after/:id',
    about({ summary: 'What the viewer may hear that came after an event, oldest first.', query }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const after = parseInput(z.uuid(), context.req.param('id'))
      const { contentId = null, first } = readQuery(context, query)
      return context.json(await readEventsAfter(client, viewer, { after, contentId, first }))
    },
  )
}
