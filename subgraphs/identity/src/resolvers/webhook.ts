import { mutationPayload, readPage, requireViewer } from '@orion/common'
import type { MutationResolvers, QueryResolvers, WebhookResolvers } from '../generated/graphql.ts'
import { listDeliveries, redeliver, testWebhook } from '../webhooks/webhook-deliveries.ts'
import {
  addressFor,
  addWebhook,
  findWebhook,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  updateWebhook,
} from '../webhooks/webhooks.ts'

const path = ['input']

/** Webhooks are their user's alone: not even admins see others'. */
export const webhookQueries: Pick<QueryResolvers, 'webhooks' | 'webhook'> = {
  webhooks: (_, __, { viewer, app }) => listWebhooks(app.database.client, requireViewer(viewer).userId),
  webhook: (_, { id }, { viewer, app }) => findWebhook(app.database.client, requireViewer(viewer).userId, id),
}

export const Webhook: WebhookResolvers = {
  url: (webhook, _, { viewer }) => addressFor(viewer, webhook),
  deliveries: ({ id }, { status, ...page }, { app }) =>
    listDeliveries(app.database.client, id, readPage(page), status),
}

export const webhookMutations: Pick<
  MutationResolvers,
  | 'createWebhook'
  | 'updateWebhook'
  | 'rotateWebhookSecret'
  | 'deleteWebhook'
  | 'testWebhook'
  | 'redeliverWebhook'
> = {
  createWebhook: (_, { input: { url, ...input } }, { viewer, app }) =>
    mutationPayload({ webhook: null, secret: null }, () =>
      addWebhook(app, requireViewer(viewer), { ...input, url: url.href }, path),
    ),
  updateWebhook: (_, { input: { id, url, ...changes } }, { viewer, app }) =>
    mutationPayload({ webhook: null }, async () => ({
      webhook: await updateWebhook(app, requireViewer(viewer), id, { ...changes, url: url?.href }, path),
    })),
  rotateWebhookSecret: (_, { input }, { viewer, app }) =>
    mutationPayload({ webhook: null, secret: null }, () =>
      rotateWebhookSecret(app, requireViewer(viewer), input.id, input.password, path),
    ),
  deleteWebhook: (_, { input }, { viewer, app }) =>
    mutationPayload({ deletedId: null }, async () => {
      await removeWebhook(app, requireViewer(viewer), input.id)
      return { deletedId: input.id }
    }),
  testWebhook: (_, { input }, { viewer, app }) =>
    mutationPayload({ delivery: null }, async () => ({
      delivery: await testWebhook(app, requireViewer(viewer), input.id),
    })),
  redeliverWebhook: (_, { input }, { viewer, app }) =>
    mutationPayload({ delivery: null }, async () => ({
      delivery: await redeliver(app, requireViewer(viewer), input.id),
    })),
}
