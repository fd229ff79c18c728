import { about, readBody, readQuery, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { Identity } from '../identity.ts'
import { unsubscribe } from '../notifications/unsubscribe.ts'
import { anyObject } from './answers.ts'

const token = z.string().min(1).max(1000)

/**
 * Ending mails by their link, without a sign-in: /api/v1/auth/unsubscribe. Mail programs post to it on a press (RFC 8058), the
 * token in the address. A browser that opens the address only comes to the page that asks: programs that look at links open
 * them as well.
 */
export function mountUnsubscribeRoutes(routes: ServiceRoutes, identity: Identity): void {
  routes.get(
    '/auth/unsubscribe',
    about({
      summary: 'Leads to the page that asks whether mails are to end.',
      access: 'public',
      query: z.object({ token }),
      status: 303,
    }),
    context => {
      const { token: given } = readQuery(context, z.object({ token }))
      return context.redirect(identity.pages('/unsubscribe', { token: given }), 303)
    },
  )
  routes.post(
    '/auth/unsubscribe',
    about({
      summary: 'Ends mails by the token of one.',
      access: 'public',
      query: z.object({ token: token.optional() }),
      answer: anyObject,
    }),
    async context => {
      const query = readQuery(context, z.object({ token: token.optional() }))
      const given = query.token ?? (await readBody(context, z.object({ token }))).token
      await unsubscribe(identity, given)
      return context.json({})
    },
  )
}
