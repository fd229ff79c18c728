import type { SocialAccount } from '../generated/prisma/client.ts'

/** An account as it is stored. */
export type AccountRow = SocialAccount
/** A user, by id; identity tells the rest. */
export interface UserRef {
  id: string
}
