import type { WebhookRow } from '../database.ts'
import type { Sealer } from '../tokens/sealing.ts'

const PREVIOUS_HOURS = 24
/** What a webhook's sealed secrets are bound to. */
export const webhookPurpose = (webhookId: string) => `secret of webhook ${webhookId}`

/** How a webhook's secret is kept. */
export function sealSecret(sealer: Sealer, webhookId: string, secret: string): string {
  return sealer.seal(secret, webhookPurpose(webhookId))
}

/** What a rotation changes: for a day deliveries are signed with both secrets, so that the receiver can follow. */
export function rotated(sealer: Sealer, webhook: WebhookRow, secret: string, now = new Date()) {
  return {
    sealedSecret: sealSecret(sealer, webhook.id, secret),
    sealedPreviousSecret: webhook.sealedSecret,
    previousSecretUntil: new Date(now.getTime() + PREVIOUS_HOURS * 3_600_000),
  }
}

/** The secrets to sign with now, the newest first. */
export function openSecrets(sealer: Sealer, webhook: WebhookRow, now = new Date()): string[] {
  const { id, sealedSecret, sealedPreviousSecret, previousSecretUntil } = webhook
  const previous = previousSecretUntil && previousSecretUntil > now ? sealedPreviousSecret : null
  return [sealedSecret, previous]
    .filter(sealed => sealed !== null)
    .map(sealed => sealer.open(sealed, webhookPurpose(id)))
}
