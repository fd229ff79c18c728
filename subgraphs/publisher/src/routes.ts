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
import { connectAccount, disconnectAccount, listAccounts } from './accounts/accounts.ts'
import { mountSandboxPages } from './platforms/sandbox/routes.ts'
import { cancelPublication, retryPublication } from './publications/change-publication.ts'
import { findPublications, listPublications } from './publications/find-publications.ts'
import type { PublicationRow } from './publications/publication-row.ts'
import { publicationStatuses } from './publications/publication-status.ts'
import { publishContent } from './publications/request-publications.ts'
import type { Publisher } from './publisher.ts'

const account = z.object({ platform: z.enum(['SANDBOX']), displayName: z.string() })
const publication = z.object({
  contentId: z.uuid(),
  accountIds: z.array(z.uuid()).optional(),
  publishAt: z.coerce.date().optional(),
})
const page = z.object({ first: z.coerce.number().int().optional(), after: z.string().optional() })
const publications = page.extend({
  contentId: z.uuid().optional(),
  /** Several separated by commas, in any case. */
  status: z
    .string()
    .transform(text => text.toUpperCase().split(','))
    .pipe(z.array(z.enum(publicationStatuses)))
    .optional(),
})
const history = z.object({
  contentId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Publisher's REST routes, calling the same domain as its resolvers. */
export function mountRoutes(routes: ServiceRoutes, publisher: Publisher): void {
  routes.get('/accounts', about({ summary: 'The accounts to publish with.', query: page }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const { nodes, pageInfo } = await listAccounts(publisher, viewer, readPage(readQuery(context, page), 100))
    return context.json({ items: nodes, pageInfo })
  })
  routes.post(
    '/accounts',
    about({ summary: 'Connects an account.', access: 'publish:write', body: account, status: 201 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'publish:write')
      return context.json(await connectAccount(publisher, viewer, await readBody(context, account)), 201)
    },
  )
  routes.delete(
    '/accounts/:id',
    about({ summary: 'Disconnects an account.', access: 'publish:write', status: 204 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'publish:write')
      await disconnectAccount(publisher, viewer, context.req.param('id'))
      return context.body(null, 204)
    },
  )
  routes.post(
    '/publish',
    about({
      summary: 'Publishes a content, now or at a set time.',
      access: 'publish:write',
      body: publication,
      status: 202,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'publish:write')
      const made = await publishContent(publisher, viewer, await readBody(context, publication))
      return context.json({ items: made.map(asJson) }, 202)
    },
  )
  routes.get(
    '/publish/history',
    about({ summary: 'What was published, newest first.', query: history }),
    async context => {
      const { limit, contentId } = readQuery(context, history)
      const viewer = requireViewer(context.get('viewer'))
      const { nodes } = await listPublications(
        publisher,
        viewer,
        { first: limit, after: null },
        { contentId },
      )
      return context.json({ items: nodes.map(asJson) })
    },
  )
  routes.get(
    '/publications',
    about({ summary: 'Publications, newest first.', query: publications }),
    async context => {
      const viewer = requireViewer(context.get('viewer'))
      const { contentId, status, ...wanted } = readQuery(context, publications)
      const filter = { contentId, status }
      const { nodes, pageInfo } = await listPublications(publisher, viewer, readPage(wanted), filter)
      return context.json({ items: nodes.map(asJson), pageInfo })
    },
  )
  routes.get('/publications/:id', about({ summary: 'One publication.' }), async context => {
    const viewer = requireViewer(context.get('viewer'))
    const id = context.req.param('id')
    const [row] = await findPublications(publisher, [id], viewer)
    if (!row) throw new NotFoundError('publication', id)
    return context.json(asJson(row))
  })
  routes.post(
    '/publications/:id/cancel',
    about({ summary: 'Cancels a publication that has not begun.', access: 'publish:write' }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'publish:write')
      return context.json(asJson(await cancelPublication(publisher, viewer, context.req.param('id'))))
    },
  )
  routes.post(
    '/publications/:id/retry',
    about({ summary: 'Tries a publication again that failed.', access: 'publish:write', status: 202 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'publish:write')
      return context.json(asJson(await retryPublication(publisher, viewer, context.req.param('id'))), 202)
    },
  )
  mountSandboxPages(routes, publisher)

  function asJson({ account: owner, leaseUntil: _, movedAt: __, ...row }: PublicationRow) {
    const platform = publisher.platforms[row.platform]
    const postUrl = row.postUrl ?? (row.postId ? platform.currentUrl(owner, row.postId) : null)
    return { ...row, postUrl, account: owner.displayName }
  }
}
