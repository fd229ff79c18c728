import type { Publication, SocialAccount } from '../generated/prisma/client.ts'

/** A publication as it is stored, with its account. */
export type PublicationRow = Publication & { account: SocialAccount }
/** A content, by id; other services tell the rest. */
export interface ContentRef {
  id: string
}

/** With what a publication is always read. */
export const withAccount = { account: true } as const
