import { readBody, requireScope, requireViewer, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { LinkedAccountRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { configuredProvider } from '../oauth/journey.ts'
import { linkUrl } from '../oauth/link-url.ts'
import { listLinkedAccounts, unlinkAccount } from '../oauth/linked-accounts.ts'

const linkBody = z.object({ next: z.string().optional() })

const linkedAccountBody = ({ userId: _, subject: __, sealedTokens: ___, ...account }: LinkedAccountRow) =>
  account

/** The viewer's other ways in: /api/v1/linked-accounts, publicly /api/v1/identity/linked-accounts. */
export function mountLinkedAccountRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.get('/linked-accounts', async context => {
    const { userId } = requireViewer(context.get('viewer'))
    const accounts = await listLinkedAccounts(identity.database.client, userId)
    return context.json({ items: accounts.map(linkedAccountBody) })
  })
  routes.post('/linked-accounts/:provider', async context => {
    const viewer = requireScope(context.get('viewer'), 'account:write')
    const { next } = await readBody(context, linkBody)
    const url = await linkUrl(identity, viewer, { provider: context.req.param('provider'), next })
    return context.json({ url: url.href }, 201)
  })
  routes.delete('/linked-accounts/:provider', async context => {
    const viewer = requireScope(context.get('viewer'), 'account:write')
    await unlinkAccount(identity, viewer, configuredProvider(identity, context.req.param('provider')).name)
    return context.body(null, 204)
  })
}
