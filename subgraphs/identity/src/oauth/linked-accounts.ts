import { ConflictError, describeError, NotFoundError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client, LinkedAccountRow, Transaction } from '../database.ts'
import { Prisma } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { confirmOwner } from '../users/confirm-own-password.ts'
import { adoptPictureLater } from '../users/fetch-avatar.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import {
  type ProviderAccount,
  type ProviderName,
  type ProviderTokens,
  providerAccount,
  providerTitles,
} from './provider.ts'

/** What sealed tokens are bound to: an account, such as `github account 123`. */
export const tokensPurpose = (account: string) => `tokens of ${account}`
const purposeOf = (provider: string, subject: string) => tokensPurpose(`${provider} account ${subject}`)

/** What is stored of a provider's account. */
export const linkColumns = ({ sealer }: Identity, provider: ProviderName, account: ProviderAccount) => ({
  provider,
  subject: account.subject,
  email: account.email,
  sealedTokens: sealer.seal(JSON.stringify(account.tokens), purposeOf(provider, account.subject)),
  lastUsedAt: new Date(),
})

/** The tokens that the provider gave. @throws SealBrokenError when their key is not configured any more. */
export function openTokens(
  { sealer }: Pick<Identity, 'sealer'>,
  { provider, subject, sealedTokens }: LinkedAccountRow,
): ProviderTokens {
  return providerAccount.shape.tokens.parse(
    JSON.parse(sealer.open(sealedTokens, purposeOf(provider, subject))),
  )
}

/** A user's linked accounts, oldest first. */
export function listLinkedAccounts(client: Client, userId: string): Promise<LinkedAccountRow[]> {
  return client.linkedAccount.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
}

/**
 * Links a provider's account to a user as another way in.
 * @throws ConflictError when it is another user's, or the user has another account of this provider.
 */
export async function linkAccount(
  identity: Identity,
  transaction: Transaction,
  userId: string,
  provider: ProviderName,
  account: ProviderAccount,
): Promise<void> {
  const columns = linkColumns(identity, provider, account)
  const others = await transaction.linkedAccount.findMany({
    where: {
      OR: [
        { provider, subject: account.subject },
        { userId, provider },
      ],
    },
  })
  if (others.some(other => other.userId !== userId)) throw linkedToAnother()
  if (others.some(({ subject }) => subject !== account.subject))
    throw new ConflictError('You have linked another account of this provider; unlink it first.')
  try {
    await transaction.linkedAccount.upsert({
      where: { userId_provider: { userId, provider } },
      create: { userId, ...columns },
      update: columns,
    })
  } catch (error) {
    // Somebody else linked it at the same moment.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw linkedToAnother()
    throw error
  }
  await adoptPictureLater(identity, transaction, userId, account.picture)
  await audit(transaction, {
    action: 'ACCOUNT_LINKED',
    actorId: userId,
    subjectId: userId,
    details: { provider },
  })
}

const linkedToAnother = () =>
  new ConflictError('This account is linked to somebody else here; sign in with it, and unlink it first.')

/**
 * Takes a linked account away from its user, and asks the provider to forget its tokens.
 * @param password may be left out within ten minutes of a sign-in
 * @throws NotFoundError when there is none; ConflictError when it is the user's last way in; all that confirmOwner throws.
 */
export async function unlinkAccount(
  identity: Identity,
  viewer: Viewer,
  provider: ProviderName,
  password: string | null | undefined,
  path: string[] = [],
): Promise<void> {
  const { userId } = viewer
  const confirmed = await confirmOwner(identity, viewer, password, [...path, 'password'])
  const unlinked = await identity.database.transaction(async transaction => {
    const user = await holdOwnAccount(transaction, viewer, confirmed)
    const linked = await transaction.linkedAccount.findMany({ where: { userId } })
    const account = linked.find(one => one.provider === provider)
    if (!account) throw new NotFoundError('linked account', provider)
    if (user.passwordHash === null && linked.length === 1)
      throw new ConflictError('This is your only way in; set a password first.')
    await transaction.linkedAccount.delete({ where: { id: account.id } })
    await audit(transaction, {
      action: 'ACCOUNT_UNLINKED',
      actorId: userId,
      subjectId: userId,
      details: { provider },
    })
    await mailOwner(identity, transaction, user, 'account-unlinked', { provider: providerTitles[provider] })
    return account
  })
  try {
    await identity.oauth.providers.get(provider)?.revoke(openTokens(identity, unlinked))
  } catch (error) {
    identity.log.warn({ provider, error: describeError(error) }, 'the provider did not forget the tokens')
  }
}
