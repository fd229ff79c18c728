import {
  afterPosition,
  ConflictError,
  type Connection,
  connectionOf,
  NotFoundError,
  type Page,
  type Viewer,
} from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client, WebhookDeliveryRow } from '../database.ts'
import type { WebhookDeliveryStatus } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { isUuid } from '../ids.ts'
import { shareOwnAccount } from '../users/hold-own-account.ts'
import { queueAttempt, queueDelivery, TEST_MESSAGE } from './queue-webhooks.ts'
import { hostOf, requireWebhook } from './webhooks.ts'

const KEPT_DAYS = 30
const BATCH = 5000

/** The deliveries of a webhook, newest first. Whose webhook it is was checked before. */
export async function listDeliveries(
  client: Client,
  webhookId: string,
  page: Page,
  status?: WebhookDeliveryStatus | null,
): Promise<Connection<WebhookDeliveryRow>> {
  const rows = await client.webhookDelivery.findMany({
    where: {
      webhookId,
      ...(status ? { status } : {}),
      ...afterPosition(page.after, 'createdAt', 'desc'),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.createdAt.toISOString(), id: row.id }))
}

/** Messages that a user has sent by hand without a wait: nobody floods a host through Orion, nor keeps others' messages waiting. */
const FREE_MESSAGES = 100
const byHand = (userId: string) => `webhook messages by hand of ${userId}`

/**
 * Sends a test message to one of the user's own webhooks, also a disabled one; it is tried once.
 * @throws NotFoundError, TooManyAttemptsError after a hundred messages by hand.
 */
export async function testWebhook(
  { database, jobs, throttle }: Identity,
  viewer: Viewer,
  webhookId: string,
): Promise<WebhookDeliveryRow> {
  await throttle.begin(byHand(viewer.userId), null, FREE_MESSAGES)
  return database.transaction(async transaction => {
    const { id: userId } = await shareOwnAccount(transaction, viewer)
    const { url } = await requireWebhook(transaction, userId, webhookId)
    const act = { action: 'WEBHOOK_TESTED', actorId: userId, subjectId: webhookId } as const
    await audit(transaction, { ...act, details: hostOf(url) })
    const message = { type: TEST_MESSAGE, timestamp: new Date(), data: { webhookId } }
    return queueDelivery(jobs, transaction, webhookId, message)
  })
}

/**
 * Sends a message of one of the user's own webhooks once more, under the same id. What is waiting for its next attempt
 * is sent now.
 * @throws NotFoundError, ConflictError when the webhook is disabled, TooManyAttemptsError after a hundred messages by hand.
 */
export async function redeliver(
  { database, jobs, throttle }: Identity,
  viewer: Viewer,
  deliveryId: string,
): Promise<WebhookDeliveryRow> {
  await throttle.begin(byHand(viewer.userId), null, FREE_MESSAGES)
  return database.transaction(async transaction => {
    const { id: userId } = await shareOwnAccount(transaction, viewer)
    const found = isUuid(deliveryId)
      ? await transaction.webhookDelivery.findFirst({ where: { id: deliveryId, webhook: { userId } } })
      : null
    if (!found) throw new NotFoundError('webhook delivery', deliveryId)
    const webhook = await requireWebhook(transaction, userId, found.webhookId)
    if (!webhook.isEnabled) throw new ConflictError('The webhook is disabled; enable it first.')
    await audit(transaction, {
      action: 'WEBHOOK_REDELIVERED',
      actorId: userId,
      subjectId: webhook.id,
      details: { ...hostOf(webhook.url), deliveryId },
    })
    const delivery = await transaction.webhookDelivery.update({
      where: { id: deliveryId },
      data: { status: 'PENDING', nextAttemptAt: new Date() },
    })
    await queueAttempt(jobs, transaction, deliveryId, delivery.attempts + 1, { byHand: true })
    return delivery
  })
}

/** Removes deliveries older than 30 days, in batches that hold nobody up. @returns how many. */
export async function forgetDeliveries(client: Client, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  for (let removed = 0; ; ) {
    const batch = await client.$executeRaw`
      DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries WHERE created_at < ${before} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      )`
    removed += batch
    if (batch < BATCH) return removed
  }
}
