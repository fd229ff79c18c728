import { defineJobType, type JobScheduler } from '@orion/common'
import { z } from 'zod'
import type { Transaction, WebhookDeliveryRow } from '../database.ts'
import { uuidOf } from '../ids.ts'

/** One attempt at a delivery: the first is 1. */
export const deliverWebhookJob = defineJobType({
  name: 'deliver-webhook',
  data: z.object({ deliveryId: z.uuid(), attempt: z.number().int().min(1) }),
})

/** Type of the message that shows whether a webhook works. */
export const TEST_MESSAGE = 'webhook.test'

/** What is sent: the payload of Standard Webhooks. */
interface WebhookMessage {
  type: string
  timestamp: Date
  data: Record<string, unknown>
}

/** Sends messages to every enabled webhook of their users, once the transaction is committed. */
export async function queueWebhooks(
  jobs: JobScheduler,
  transaction: Transaction,
  messages: readonly (WebhookMessage & { userId: string })[],
): Promise<void> {
  if (messages.length === 0) return
  const webhooks = await transaction.webhook.findMany({
    where: { userId: { in: messages.map(({ userId }) => userId) }, isEnabled: true },
    select: { id: true, userId: true },
  })
  for (const webhook of webhooks)
    for (const { userId, ...message } of messages)
      if (userId === webhook.userId) await queueDelivery(jobs, transaction, webhook.id, message)
}

/** Makes a delivery and asks for its first attempt. */
export async function queueDelivery(
  jobs: JobScheduler,
  transaction: Transaction,
  webhookId: string,
  { type, timestamp, data }: WebhookMessage,
): Promise<WebhookDeliveryRow> {
  const delivery = await transaction.webhookDelivery.create({
    data: { webhookId, type, body: JSON.stringify({ type, timestamp, data }), nextAttemptAt: new Date() },
  })
  await queueAttempt(jobs, transaction, delivery.id, 1)
  return delivery
}

/**
 * Asks for an attempt; asking for the same one twice is asking once. An attempt that was asked for `byHand` is made now,
 * also when it waits for its time already, which then finds it done.
 */
export async function queueAttempt(
  jobs: JobScheduler,
  transaction: Transaction,
  deliveryId: string,
  attempt: number,
  { delayMs, byHand = false }: { delayMs?: number; byHand?: boolean } = {},
): Promise<void> {
  const id = uuidOf(`webhook delivery ${deliveryId} ${attempt}${byHand ? ' by hand' : ''}`)
  await jobs.enqueue(transaction, deliverWebhookJob, { deliveryId, attempt }, { id, delayMs })
}
