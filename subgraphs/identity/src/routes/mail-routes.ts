import { about, NotFoundError, readPage, readQuery, requireScope, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import type { MailRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { findMails, listMails, readLetterAs } from '../mail/read-mails.ts'
import { anyObject, pageOf } from './answers.ts'

const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
})

const mailBody = ({ sealedData: _, ...mail }: MailRow) => mail

/** What was mailed, for admins: /api/v1/mails, publicly /api/v1/identity/mails. */
export function mountMailRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get(
    '/mails',
    about({
      summary: 'Mails that were sent or kept, newest first.',
      access: 'users:write',
      query: listQuery,
      answer: pageOf(anyObject),
    }),
    async context => {
      requireScope(context.get('viewer'), 'users:write')
      const { nodes, pageInfo } = await listMails(client, readPage(readQuery(context, listQuery)))
      return context.json({ items: nodes.map(mailBody), pageInfo })
    },
  )
  routes.get(
    '/mails/:id',
    about({ summary: 'A mail with its text.', access: 'users:write', answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'users:write')
      const id = context.req.param('id')
      const mail = isUuid(id) ? (await findMails(client, [id])).get(id) : undefined
      if (!mail) throw new NotFoundError('mail', id)
      const letter = await readLetterAs(identity, viewer, mail)
      return context.json({ ...mailBody(mail), ...(letter ?? { subject: null, text: null, html: null }) })
    },
  )
}
