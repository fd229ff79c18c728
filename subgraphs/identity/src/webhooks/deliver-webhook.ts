import { type AnyJob, defineJob } from '@orion/common'
import type { Transaction, WebhookDeliveryRow, WebhookRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { disableWebhook } from './disable-webhook.ts'
import { type Outcome, postWebhook } from './post-webhook.ts'
import { deliverWebhookJob, queueAttempt, TEST_MESSAGE } from './queue-webhooks.ts'
import { openSecrets } from './webhook-secrets.ts'

/**
 * Makes one attempt at a delivery and asks for the next when it failed. Killed in between, the attempt is made again with
 * the same message id: at least once.
 */
export function createDeliverWebhookJob(identity: Identity): AnyJob {
  const { database, configuration } = identity
  const privateHosts = configuration.IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS
  return defineJob({
    type: deliverWebhookJob,
    concurrency: 8,
    async run({ data: { deliveryId, attempt }, signal, log }) {
      const delivery = await database.client.webhookDelivery.findUnique({
        where: { id: deliveryId },
        include: { webhook: { include: { user: { select: { isActive: true } } } } },
      })
      if (delivery?.status !== 'PENDING' || delivery.attempts !== attempt - 1) return
      const { webhook } = delivery
      if (!webhook.user.isActive || (!webhook.isEnabled && delivery.type !== TEST_MESSAGE)) {
        await database.client.webhookDelivery.updateMany({
          where: { id: deliveryId, status: 'PENDING' },
          data: { status: 'FAILED', error: 'The webhook is disabled.', nextAttemptAt: null },
        })
        return
      }
      const call = { ...delivery, url: webhook.url, secrets: openSecrets(identity.sealer, webhook) }
      const timeoutMs = configuration.IDENTITY_WEBHOOK_TIMEOUT_MS
      const outcome = await postWebhook(call, { privateHosts, timeoutMs, signal })
      const { error, responseStatus } = outcome
      log.info({ deliveryId, webhookId: webhook.id, attempt, responseStatus, error }, 'webhook delivery')
      await database.transaction(transaction => record(identity, transaction, delivery, webhook, outcome))
    },
  })
}

/** Keeps what became of an attempt, and decides how to go on. */
async function record(
  identity: Identity,
  transaction: Transaction,
  { id, type, attempts }: WebhookDeliveryRow,
  webhook: WebhookRow,
  { error, responseStatus, responseBody, isGone, retryAfterMs }: Outcome,
): Promise<void> {
  const { IDENTITY_WEBHOOK_RETRY_SECONDS: pauses, IDENTITY_WEBHOOK_GIVE_UP_HOURS: giveUpHours } =
    identity.configuration
  const now = new Date()
  const pauseSeconds = type === TEST_MESSAGE || isGone ? undefined : pauses[attempts]
  const waitMs = pauseSeconds === undefined ? 0 : Math.max(pauseSeconds * 1000, retryAfterMs)
  const goesOn = error !== null && pauseSeconds !== undefined
  const { count } = await transaction.webhookDelivery.updateMany({
    where: { id, status: 'PENDING', attempts },
    data: {
      status: error === null ? 'DELIVERED' : goesOn ? 'PENDING' : 'FAILED',
      attempts: attempts + 1,
      error,
      responseStatus,
      responseBody,
      lastAttemptAt: now,
      nextAttemptAt: goesOn ? new Date(now.getTime() + waitMs) : null,
    },
  })
  if (count === 0) return
  if (goesOn) await queueAttempt(identity.jobs, transaction, id, attempts + 2, { delayMs: waitMs })
  if (error === null) {
    await transaction.webhook.updateMany({
      where: { id: webhook.id, failingSince: { not: null } },
      data: { failingSince: null },
    })
    return
  }
  if (isGone)
    return disableWebhook(
      identity,
      transaction,
      webhook,
      'It answered that it is gone for good (status 410).',
    )
  if (type === TEST_MESSAGE) return
  const failingSince = webhook.failingSince ?? now
  await transaction.webhook.updateMany({
    where: { id: webhook.id, failingSince: null },
    data: { failingSince },
  })
  if (!goesOn && now.getTime() - failingSince.getTime() >= giveUpHours * 3_600_000)
    await disableWebhook(
      identity,
      transaction,
      webhook,
      `It has accepted nothing since ${failingSince.toISOString()}; at last: ${error}`,
    )
}
