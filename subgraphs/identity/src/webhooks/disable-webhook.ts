import type { Transaction, WebhookRow } from '../database.ts'
import type { Identity } from '../identity.ts'
import { deliverNotification } from '../notifications/deliver-notification.ts'

/** Stops calling a webhook, and tells its owner why; once, however many deliveries fail at the same time. */
export async function disableWebhook(
  identity: Identity,
  transaction: Transaction,
  { id, userId, url }: WebhookRow,
  reason: string,
): Promise<void> {
  const { count } = await transaction.webhook.updateMany({
    where: { id, isEnabled: true },
    data: { isEnabled: false, disabledReason: reason },
  })
  if (count === 0) return
  await deliverNotification(identity, transaction, {
    type: 'WEBHOOK_DISABLED',
    groupKey: `webhook ${id} disabled ${new Date().toISOString()}`,
    entry: { host: new URL(url).host, reason },
    recipients: { ownerId: userId },
    contentId: null,
    trendId: null,
  })
}
