import type { Database, TransactionOf } from '@orion/common'
import { PrismaClient } from './generated/prisma/client.ts'

/** The Prisma client of identity, with its own tables. */
export type Client = PrismaClient
export type Transaction = TransactionOf<Client>
export type IdentityDatabase = Database<Client>

type Adapter = NonNullable<ConstructorParameters<typeof PrismaClient>[0]['adapter']>

export const connect = (adapter: Adapter) => new PrismaClient({ adapter })

export type {
  ApiKey as ApiKeyRow,
  AuditEntry as AuditEntryRow,
  Invitation as InvitationRow,
  LinkedAccount as LinkedAccountRow,
  Mail as MailRow,
  Notification as NotificationRow,
  Session as SessionRow,
  User as UserRow,
  Webhook as WebhookRow,
  WebhookDelivery as WebhookDeliveryRow,
} from './generated/prisma/client.ts'
