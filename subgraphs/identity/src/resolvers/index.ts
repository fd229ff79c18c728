import type { Resolvers } from '../generated/graphql.ts'
import { AuditEntry, AuditedApiKey } from './audit-entry.ts'
import { Invitation } from './invitation.ts'
import { Mail } from './mail.ts'
import { Mutation } from './mutation.ts'
import { Notification } from './notification.ts'
import { Query } from './query.ts'
import { Session } from './session.ts'
import { DeviceLogin, LinkedAccount } from './sign-in-provider.ts'
import { User } from './user.ts'
import { Webhook, webhookMutations, webhookQueries } from './webhook.ts'

export const resolvers: Resolvers = {
  Query: { ...Query, ...webhookQueries },
  Mutation: { ...Mutation, ...webhookMutations },
  User,
  Session,
  Notification,
  Webhook,
  AuditEntry,
  AuditedApiKey,
  LinkedAccount,
  DeviceLogin,
  Mail,
  Invitation,
}
