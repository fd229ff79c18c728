import { about, parseInput, readBody, requireScope, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { LinkedAccountRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { linkUrl } from '../oauth/link-url.ts'
import { listLinkedAccounts, unlinkAccount } from '../oauth/linked-accounts.ts'
import { providerNames } from '../oauth/provider.ts'
import { anyObject, listOf } from './answers.ts'

const password = z.string().max(1024).optional()
const linkBody = z.object({ next: z.string().optional(), password })
const unlinkBody = z.object({ password })

const linkedAccountBody = ({ userId: _, subject: __, sealedTokens: ___, ...account }: LinkedAccountRow) =>
  account

/** The viewer's other ways in: /api/v1/linked-accounts, publicly /api/v1/identity/linked-accounts. */
export function mountLinkedAccountRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.get(
    '/linked-accounts',
    about({
      summary: 'The viewer’s accounts at providers.',
      access: 'account:read',
      answer: listOf(anyObject),
    }),
    async context => {
      const { userId } = requireScope(context.get('viewer'), 'account:read')
      const accounts = await listLinkedAccounts(identity.database.client, userId)
      return context.json({ items: accounts.map(linkedAccountBody) })
    },
  )
  routes.post(
    '/linked-accounts/:provider',
    about({
      summary: 'Gives the address with which an account is linked.',
      access: 'account:write',
      body: linkBody,
      status: 201,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const body = await readBody(context, linkBody)
      const url = await linkUrl(identity, viewer, { ...body, provider: context.req.param('provider') })
      return context.json({ url: url.href }, 201)
    },
  )
  // No DELETE, since it takes a body. A provider that is not set up any more can be taken away as well.
  routes.post(
    '/linked-accounts/:provider/unlink',
    about({ summary: 'Unlinks an account.', access: 'account:write', body: unlinkBody, status: 204 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const { password } = await readBody(context, unlinkBody)
      const provider = parseInput(z.enum(providerNames), context.req.param('provider'))
      await unlinkAccount(identity, viewer, provider, password)
      return context.body(null, 204)
    },
  )
}
