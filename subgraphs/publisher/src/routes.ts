import {
  NotFoundError,
  readBody,
  readQuery,
  requireScope,
  requireViewer,
  type ServiceRoutes,
} from '@orion/common'
import { isFileUrlValid } from '@orion/common/files/signed-url'
import { z } from 'zod'
import { connectAccount, disconnectAccount, listAccounts } from './accounts/accounts.ts'
import { renderSandboxPage } from './platforms/sandbox/page.ts'
import { pageKeyOf, readSandboxPost } from './platforms/sandbox/sandbox.ts'
import { listPublications } from './publications/find-publications.ts'
import type { PublicationRow } from './publications/publication-row.ts'
import { publishContent } from './publications/request-publications.ts'
import type { Publisher } from './publisher.ts'

const account = z.object({ platform: z.enum(['SANDBOX']), displayName: z.string() })
const publication = z.object({
  contentId: z.uuid(),
  accountIds: z.array(z.uuid()).optional(),
  publishAt: z.coerce.date().optional(),
})
const history = z.object({
  contentId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Publisher's REST routes, calling the same domain as its resolvers. */
export function mountRoutes(routes: ServiceRoutes, publisher: Publisher): void {
  routes.get('/accounts', async context => {
    const { nodes } = await listAccounts(publisher, requireViewer(context.get('viewer')), {
      first: 100,
      after: null,
    })
    return context.json({ items: nodes })
  })
  routes.post('/accounts', async context => {
    const viewer = requireScope(context.get('viewer'), 'publish:write')
    return context.json(await connectAccount(publisher, viewer, await readBody(context, account)), 201)
  })
  routes.delete('/accounts/:id', async context => {
    const viewer = requireScope(context.get('viewer'), 'publish:write')
    await disconnectAccount(publisher, viewer, context.req.param('id'))
    return context.body(null, 204)
  })
  routes.post('/publish', async context => {
    const viewer = requireScope(context.get('viewer'), 'publish:write')
    const made = await publishContent(publisher, viewer, await readBody(context, publication))
    return context.json({ items: made.map(asJson) }, 202)
  })
  routes.get('/publish/history', async context => {
    const { limit, contentId } = readQuery(context, history)
    const viewer = requireViewer(context.get('viewer'))
    const { nodes } = await listPublications(publisher, viewer, { first: limit, after: null }, { contentId })
    return context.json({ items: nodes.map(asJson) })
  })
  // The page of a sandbox post: open to whoever has its signed address, since browsers open it without a token.
  routes.get('/sandbox/posts/:id', async context => {
    const id = context.req.param('id')
    const { expires, signature } = context.req.query()
    const secret = publisher.configuration.ORION_FILES_SECRET
    if (!isFileUrlValid({ secret, key: pageKeyOf(id), expires, signature }))
      throw new NotFoundError('post', id)
    const post = await readSandboxPost(publisher.files, id)
    const thumbnail = post.thumbnailKey ? publisher.files.url(post.thumbnailKey) : null
    const origin = new URL(publisher.configuration.ORION_PUBLIC_URL).origin
    context.header(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; media-src ${origin}; img-src ${origin}`,
    )
    return context.html(renderSandboxPage(post, { video: publisher.files.url(post.videoKey), thumbnail }))
  })
}

const asJson = ({ account: { displayName }, ...row }: PublicationRow) => ({ ...row, account: displayName })
