import type { TransactionOf } from '@orion/common'
import { PrismaClient } from './generated/prisma/client.ts'

/** The Prisma client of publisher, with its own tables. */
export type Client = PrismaClient
export type Transaction = TransactionOf<Client>

type Adapter = NonNullable<ConstructorParameters<typeof PrismaClient>[0]['adapter']>

export const connect = (adapter: Adapter) => new PrismaClient({ adapter })
