import { type AnyJob, defineJob, defineJobType } from '@orion/common'
import { z } from 'zod'
import { forgetApiKeys } from './api-keys/find-api-keys.ts'
import { forgetAuditLog } from './audit/read-audit-log.ts'
import type { Identity } from './identity.ts'
import { forgetInvitations } from './invitations/forget-invitations.ts'
import { forgetMails } from './mail/read-mails.ts'
import { forgetNotifications } from './notifications/forget-notifications.ts'
import { forgetAccountTokens } from './recovery/account-tokens.ts'
import { forgetSessions } from './sessions/forget-sessions.ts'
import { reseal } from './tokens/reseal.ts'
import { forgetDeliveries } from './webhooks/webhook-deliveries.ts'

const nothing = z.object({})

/** Every night at 02:00 UTC: what is over is removed. */
export function createRetentionJob(identity: Identity): AnyJob {
  const { configuration, database, log } = identity
  return defineJob({
    type: defineJobType({ name: 'retention', data: nothing }),
    schedule: { pattern: '0 2 * * *', data: {} },
    async run() {
      const { client } = database
      const removed = {
        notifications: await forgetNotifications(client),
        webhookDeliveries: await forgetDeliveries(client),
        mails: await forgetMails(identity),
        links: await forgetAccountTokens(client),
        invitations: await forgetInvitations(client),
        apiKeys: await forgetApiKeys(client),
        auditEntries: await forgetAuditLog(client, configuration.IDENTITY_AUDIT_DAYS),
        ...(await forgetSessions(client)),
      }
      log.info(removed, 'removed what is over')
    },
  })
}

/** Every hour: the next signing key is made when it is due. */
export function createKeyRotationJob({ keyring }: Identity): AnyJob {
  return defineJob({
    type: defineJobType({ name: 'rotate-signing-keys', data: nothing }),
    schedule: { everyMs: 3_600_000, data: {}, immediately: true },
    run: () => keyring.rotate(),
  })
}

/**
 * Every hour, and not before the first is over, when all replicas know a new encryption key: what another key sealed is
 * sealed with it. When nothing is left the other can be taken out of the configuration, and the log says so.
 */
export function createResealJob(identity: Identity): AnyJob {
  return defineJob({
    type: defineJobType({ name: 'reseal', data: nothing }),
    schedule: { everyMs: 3_600_000, data: {} },
    async run() {
      const { done, lost } = await reseal(identity)
      if (done > 0 || lost > 0)
        identity.log.info(
          { done, lost },
          'secrets were sealed with the first encryption key; earlier ones can be taken out',
        )
    },
  })
}
