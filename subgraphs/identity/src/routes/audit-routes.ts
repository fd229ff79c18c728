import { about, readPage, readQuery, requireScope, type ServiceRoutes } from '@orion/common'
import { z } from 'zod'
import { findKeyNames } from '../api-keys/find-key-names.ts'
import { readAuditLog } from '../audit/read-audit-log.ts'
import { AuditAction } from '../generated/graphql.ts'
import type { Identity } from '../identity.ts'
import { anyObject, pageOf } from './answers.ts'

const moment = z.iso.datetime({ offset: true }).transform(text => new Date(text))
const listQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  action: z
    .string()
    .transform(text => text.split(','))
    .pipe(z.array(z.enum(AuditAction)))
    .optional(),
  actorId: z.uuid().optional(),
  subjectId: z.uuid().optional(),
  from: moment.optional(),
  until: moment.optional(),
})

/** The audit log: /api/v1/audit, publicly /api/v1/identity/audit. */
export function mountAuditRoutes(routes: ServiceRoutes, { database }: Identity): void {
  routes.get(
    '/audit',
    about({
      summary: 'What was done that matters for security, newest first.',
      access: 'audit:read',
      query: listQuery,
      answer: pageOf(anyObject),
    }),
    async context => {
      requireScope(context.get('viewer'), 'audit:read')
      const { first, after, action, ...filter } = readQuery(context, listQuery)
      const page = readPage({ first, after })
      const { nodes, pageInfo } = await readAuditLog(database.client, page, {
        ...filter,
        actions: action,
      })
      const names = await findKeyNames(
        database.client,
        nodes.flatMap(({ apiKeyId }) => apiKeyId ?? []),
      )
      const items = nodes.map(({ apiKeyId, ...entry }) => ({
        ...entry,
        apiKey: apiKeyId && { id: apiKeyId, name: names.get(apiKeyId) ?? null },
      }))
      return context.json({ items, pageInfo })
    },
  )
}
