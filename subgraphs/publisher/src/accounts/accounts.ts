import {
  afterPosition,
  ConflictError,
  type Connection,
  connectionOf,
  InvalidInputError,
  maySee,
  NotFoundError,
  type Page,
  recordAct,
  type Viewer,
} from '@orion/common'
import type { Transaction } from '../database.ts'
import type { Platform } from '../generated/prisma/client.ts'
import { isUuid } from '../ids.ts'
import { changeStatus } from '../publications/change-status.ts'
import type { Publisher } from '../publisher.ts'
import type { AccountRow } from './account-row.ts'

/** The name of the account that is made for a user who has none. */
const SANDBOX_NAME = 'Sandbox'

/** A page of the viewer's accounts, newest first; removed ones are left out. */
export async function listAccounts(
  { database }: Publisher,
  viewer: Viewer,
  page: Page,
): Promise<Connection<AccountRow>> {
  const owned = viewer.role === 'ADMIN' ? {} : { userId: viewer.userId }
  const rows = await database.client.socialAccount.findMany({
    where: { AND: [owned, { removedAt: null }, afterPosition(page.after, 'createdAt', 'desc')] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, row => ({ value: row.createdAt.toISOString(), id: row.id }))
}

/** Adds an account of the viewer's; one that was removed comes back. @throws ConflictError when it is there already. */
export async function connectAccount(
  { database, events }: Publisher,
  viewer: Viewer,
  input: { platform: Platform; displayName: string },
): Promise<AccountRow> {
  const displayName = input.displayName.trim()
  if (displayName.length < 1 || displayName.length > 60) {
    throw new InvalidInputError('The name must have 1 to 60 characters.', ['displayName'])
  }
  const key = { userId: viewer.userId, platform: input.platform, displayName }
  return database.transaction(async transaction => {
    const known = await transaction.socialAccount.findUnique({ where: { userId_platform_displayName: key } })
    if (known && !known.removedAt)
      throw new ConflictError(`There is an account "${displayName}" on ${input.platform} already.`)
    const account = known
      ? await transaction.socialAccount.update({ where: { id: known.id }, data: { removedAt: null } })
      : await transaction.socialAccount.create({ data: key })
    await recordAct(events, transaction, {
      action: 'SOCIAL_ACCOUNT_CONNECTED',
      actorId: viewer.userId,
      subjectId: account.id,
      details: { platform: account.platform },
    })
    return account
  })
}

/**
 * Removes an account: what is on it stays, what waits for it is cancelled.
 * @throws NotFoundError when the viewer has no such account.
 */
export async function disconnectAccount(
  { database, events }: Publisher,
  viewer: Viewer,
  id: string,
): Promise<AccountRow> {
  return database.transaction(async transaction => {
    const account = isUuid(id) ? await transaction.socialAccount.findUnique({ where: { id } }) : null
    if (!account || account.removedAt || !maySee(viewer, account.userId))
      throw new NotFoundError('account', id)
    const waiting = await transaction.publication.findMany({
      where: { accountId: id, status: { in: ['SCHEDULED', 'QUEUED'] } },
    })
    const change = { actor: viewer.userId, reason: 'The account was removed.' }
    for (const publication of waiting) await changeStatus(transaction, publication, 'CANCELLED', change)
    await recordAct(events, transaction, {
      action: 'SOCIAL_ACCOUNT_DISCONNECTED',
      actorId: viewer.userId,
      subjectId: id,
      details: {
        platform: account.platform,
        ownerId: account.userId,
        cancelledPublications: waiting.map(publication => publication.id),
      },
    })
    return transaction.socialAccount.update({ where: { id }, data: { removedAt: new Date() } })
  })
}

/**
 * The accounts to post to: the named ones, or all the owner has. An owner without any gets a sandbox account.
 * @throws InvalidInputError when a named account is not the owner's.
 */
export async function accountsToPostTo(
  transaction: Transaction,
  ownerId: string,
  accountIds: readonly string[] | null | undefined,
): Promise<AccountRow[]> {
  const known = await transaction.socialAccount.findMany({
    where: { userId: ownerId, removedAt: null },
    orderBy: { createdAt: 'asc' },
  })
  if (accountIds && accountIds.length > 0) {
    const chosen = known.filter(({ id }) => accountIds.includes(id))
    const missing = accountIds.find(id => !chosen.some(account => account.id === id))
    if (missing)
      throw new InvalidInputError(`${missing} is no account of the content's owner.`, ['accountIds'])
    return chosen
  }
  if (known.length > 0) return known
  const key = { userId: ownerId, platform: 'SANDBOX' as const, displayName: SANDBOX_NAME }
  return [
    await transaction.socialAccount.upsert({
      where: { userId_platform_displayName: key },
      create: key,
      update: { removedAt: null },
    }),
  ]
}
