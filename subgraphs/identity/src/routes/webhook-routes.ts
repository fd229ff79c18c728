import {
  about,
  NotFoundError,
  readBody,
  readPage,
  readQuery,
  requireScope,
  type ServiceRoutes,
  type Viewer,
} from '@orion/common'
import { z } from 'zod'
import type { WebhookDeliveryRow, WebhookRow } from '../database.ts'
import { WebhookDeliveryStatus } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { listDeliveries, redeliver, testWebhook } from '../webhooks/webhook-deliveries.ts'
import {
  addressFor,
  addWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  updateWebhook,
  type WebhookWithSecret,
} from '../webhooks/webhooks.ts'
import { anyObject, listOf, pageOf } from './answers.ts'

const description = z.string().max(1000).nullable().optional()
const password = z.string().max(1024).optional()
const ownPassword = password.describe('May be left out within ten minutes of a sign-in.')
const newWebhookBody = z.object({
  url: z.string().max(4096),
  description,
  password: ownPassword,
})
const rotationBody = z.object({ password: ownPassword })
const changesBody = z.object({
  url: z.string().max(4096).optional(),
  description,
  isEnabled: z.boolean().optional(),
  password: password.describe('For another address; may be left out within ten minutes of a sign-in.'),
})
const deliveriesQuery = z.object({
  first: z.coerce.number().int().default(20),
  after: z.string().optional(),
  status: z.enum(WebhookDeliveryStatus).optional(),
})

function webhookBody(
  { userId: _, sealedSecret: __, sealedPreviousSecret: ___, ...webhook }: WebhookRow,
  viewer: Viewer,
) {
  return { ...webhook, url: addressFor(viewer, webhook).href }
}
const secretBody = ({ webhook, secret }: WebhookWithSecret, viewer: Viewer) => ({
  ...webhookBody(webhook, viewer),
  secret,
})
const deliveryBody = ({ webhookId: _, ...delivery }: WebhookDeliveryRow) => delivery

/** The viewer's webhooks: /api/v1/webhooks, publicly /api/v1/identity/webhooks. */
export function mountWebhookRoutes(routes: ServiceRoutes, identity: Identity): void {
  const { client } = identity.database

  routes.get(
    '/webhooks',
    about({ summary: 'The viewer’s webhooks.', access: 'account:read', answer: listOf(anyObject) }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:read')
      const webhooks = await listWebhooks(client, viewer.userId)
      return context.json({ items: webhooks.map(webhook => webhookBody(webhook, viewer)) })
    },
  )
  routes.post(
    '/webhooks',
    about({
      summary: 'Adds a webhook, whose secret is told this once.',
      access: 'account:write',
      body: newWebhookBody,
      status: 201,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const added = await addWebhook(identity, viewer, await readBody(context, newWebhookBody))
      return context.json(secretBody(added, viewer), 201, { 'cache-control': 'no-store' })
    },
  )
  routes.get(
    '/webhooks/:id',
    about({ summary: 'One webhook.', access: 'account:read', answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:read')
      const id = context.req.param('id')
      const webhook = await findWebhook(client, viewer.userId, id)
      if (!webhook) throw new NotFoundError('webhook', id)
      return context.json(webhookBody(webhook, viewer))
    },
  )
  routes.patch(
    '/webhooks/:id',
    about({ summary: 'Changes a webhook.', access: 'account:write', body: changesBody, answer: anyObject }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const changes = await readBody(context, changesBody)
      const webhook = await updateWebhook(identity, viewer, context.req.param('id'), changes)
      return context.json(webhookBody(webhook, viewer))
    },
  )
  routes.delete(
    '/webhooks/:id',
    about({ summary: 'Takes a webhook away.', access: 'account:write', status: 204 }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      await removeWebhook(identity, viewer, context.req.param('id'))
      return context.body(null, 204)
    },
  )
  routes.post(
    '/webhooks/:id/rotate-secret',
    about({
      summary: 'Gives a webhook a new secret, told this once.',
      access: 'account:write',
      body: rotationBody,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      const { password } = await readBody(context, rotationBody)
      const rotated = await rotateWebhookSecret(identity, viewer, context.req.param('id'), password)
      return context.json(secretBody(rotated, viewer), 200, { 'cache-control': 'no-store' })
    },
  )
  routes.post(
    '/webhooks/:id/test',
    about({
      summary: 'Calls a webhook with a test.',
      access: 'account:write',
      status: 202,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      return context.json(deliveryBody(await testWebhook(identity, viewer, context.req.param('id'))), 202)
    },
  )
  routes.get(
    '/webhooks/:id/deliveries',
    about({
      summary: 'What a webhook was called with, newest first.',
      access: 'account:read',
      query: deliveriesQuery,
      answer: pageOf(anyObject),
    }),
    async context => {
      const { userId } = requireScope(context.get('viewer'), 'account:read')
      const id = context.req.param('id')
      const { status, ...page } = readQuery(context, deliveriesQuery)
      if (!(await findWebhook(client, userId, id))) throw new NotFoundError('webhook', id)
      const { nodes, pageInfo } = await listDeliveries(client, id, readPage(page), status)
      return context.json({ items: nodes.map(deliveryBody), pageInfo })
    },
  )
  routes.post(
    '/webhooks/deliveries/:id/redeliver',
    about({
      summary: 'Calls a webhook again with what it was called with.',
      access: 'account:write',
      status: 202,
      answer: anyObject,
    }),
    async context => {
      const viewer = requireScope(context.get('viewer'), 'account:write')
      return context.json(deliveryBody(await redeliver(identity, viewer, context.req.param('id'))), 202)
    },
  )
}
