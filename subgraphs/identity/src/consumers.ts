import type { Consumers, Delivery } from '@orion/common'
import { audit } from './audit/audit.ts'
import type { Transaction } from './database.ts'
import type { Identity } from './identity.ts'
import { deliverNotification } from './notifications/deliver-notification.ts'
import { draftNotification, type Notifying } from './notifications/notification-from-event.ts'

/** What identity does with events: it tells those whom they concern, and keeps what other services record. */
export function createConsumers(identity: Identity): Consumers<'identity', Transaction> {
  const notify =
    <Name extends Notifying>(name: Name) =>
    async ({ data, transaction }: Delivery<Name, Transaction>) => {
      const draft = draftNotification[name](data)
      if (draft) await deliverNotification(identity, transaction, draft)
    }
  return {
    'trend.detected': notify('trend.detected'),
    'content.created': notify('content.created'),
    'content.published': notify('content.published'),
    'content.rejected': notify('content.rejected'),
    'media.failed': notify('media.failed'),
    'video.failed': notify('video.failed'),
    'publication.failed': notify('publication.failed'),
    'pipeline.stage_changed': notify('pipeline.stage_changed'),
    'audit.recorded': ({ data: { ipAddress, userAgent, sessionId, apiKeyId, at, ...act }, transaction }) =>
      audit(transaction, {
        ...act,
        origin: { ipAddress, userAgent },
        access: { sessionId, apiKeyId },
        at: new Date(at),
      }),
  }
}
