import { about, defineService } from '@orion/common'
import { z } from 'zod'
import { identityConfiguration } from './configuration.ts'
import { createConsumers } from './consumers.ts'
import { connect } from './database.ts'
import { buildIdentity } from './identity.ts'
import { createMailJob } from './mail/deliver-mail.ts'
import { createAnnounceJob } from './notifications/announce-notification.ts'
import { createMailNotificationsJob } from './notifications/mail-notifications.ts'
import { createOfferResetJob } from './recovery/reset-password.ts'
import { createAnswerRegistrationJob } from './registration/register.ts'
import { resolvers } from './resolvers/index.ts'
import { createKeyRotationJob, createResealJob, createRetentionJob } from './retention.ts'
import { createTellGatewaysJob } from './revocation/tell-gateways.ts'
import { mountAccountRoutes } from './routes/account-routes.ts'
import { anyObject } from './routes/answers.ts'
import { mountApiKeyRoutes } from './routes/api-key-routes.ts'
import { mountAuditRoutes } from './routes/audit-routes.ts'
import { mountAuthRoutes } from './routes/auth-routes.ts'
import { mountDeviceRoutes } from './routes/device-routes.ts'
import { mountGatewayRoutes } from './routes/gateway-routes.ts'
import { mountInvitationRoutes } from './routes/invitation-routes.ts'
import { mountLinkedAccountRoutes } from './routes/linked-account-routes.ts'
import { mountMailRoutes } from './routes/mail-routes.ts'
import { mountNotificationRoutes } from './routes/notification-routes.ts'
import { mountOauthRoutes } from './routes/oauth-routes.ts'
import { mountSessionRoutes } from './routes/session-routes.ts'
import { mountUnsubscribeRoutes } from './routes/unsubscribe-routes.ts'
import { mountUserRoutes } from './routes/user-routes.ts'
import { mountWebhookRoutes } from './routes/webhook-routes.ts'
import { createAdoptPictureJob } from './users/fetch-avatar.ts'
import { createFirstAdmin } from './users/first-admin.ts'
import { createDeliverWebhookJob } from './webhooks/deliver-webhook.ts'

/** Users, sign-in, and what users are told. */
export default defineService({
  name: 'identity',
  port: 8007,
  configuration: identityConfiguration,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('../prisma/migrations/', import.meta.url),
  connect,
  build: buildIdentity,
  resolvers,
  consumers: createConsumers,
  jobs: identity => [
    createAnnounceJob(identity),
    createMailJob(identity),
    createMailNotificationsJob(identity),
    createDeliverWebhookJob(identity),
    createOfferResetJob(identity),
    createAnswerRegistrationJob(identity),
    createAdoptPictureJob(identity),
    createTellGatewaysJob(identity),
    createRetentionJob(identity),
    createKeyRotationJob(identity),
    createResealJob(identity),
  ],
  routes: (routes, identity) => {
    mountAuthRoutes(routes, identity)
    mountAccountRoutes(routes, identity)
    mountSessionRoutes(routes, identity)
    mountInvitationRoutes(routes, identity)
    mountUnsubscribeRoutes(routes, identity)
    mountUserRoutes(routes, identity)
    mountOauthRoutes(routes, identity)
    mountLinkedAccountRoutes(routes, identity)
    mountDeviceRoutes(routes, identity)
    mountApiKeyRoutes(routes, identity)
    mountAuditRoutes(routes, identity)
    mountNotificationRoutes(routes, identity)
    mountMailRoutes(routes, identity)
    mountWebhookRoutes(routes, identity)
  },
  internalRoutes: mountGatewayRoutes,
  publicRoutes: (routes, { keyring }) => {
    routes.get(
      '/.well-known/jwks.json',
      about({
        summary: 'The public keys of access tokens.',
        access: 'public',
        answer: z.object({ keys: z.array(anyObject) }),
      }),
      async context => {
        // Keys are published ten minutes before they sign, so a copy may be five minutes old.
        context.header('cache-control', 'public, max-age=300')
        return context.json({ keys: await keyring.publishedKeys() })
      },
    )
  },
  onStart: async identity => {
    await identity.keyring.rotate()
    await createFirstAdmin(identity)
    const { isRemote, destination } = identity.mailTransport
    identity.log.info(
      { destination },
      isRemote ? 'mails go to the mail server' : 'no mail server is set: mails are kept in this folder',
    )
  },
  onStop: async ({ mailTransport }) => mailTransport.close(),
})
