import type { Transaction } from '../database.ts'
import { providerNames, providerTitles } from '../oauth/provider.ts'
import { hostOf } from '../webhooks/webhooks.ts'

/**
 * What a new password does not end, in words: who had got hold of an account may have left other ways into it, or out of it. Only its
 * owner can tell what is theirs.
 */
export async function whatStays(transaction: Transaction, userId: string): Promise<string[]> {
  const user = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      totpConfirmedAt: true,
      linkedAccounts: { select: { provider: true }, orderBy: { createdAt: 'asc' } },
      webhooks: { select: { url: true }, orderBy: { createdAt: 'asc' } },
    },
  })
  return [
    ...(user.totpConfirmedAt ? ['the codes of an authenticator app'] : []),
    ...user.linkedAccounts.map(({ provider }) => `signing in with ${titleOf(provider)}`),
    ...user.webhooks.map(({ url }) => `a webhook to ${hostOf(url).host}`),
  ]
}

function titleOf(provider: string): string {
  const known = providerNames.find(name => name === provider)
  return known ? providerTitles[known] : provider
}
