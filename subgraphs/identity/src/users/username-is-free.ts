import { networkOf } from '@orion/common/access/network'
import type { Client, Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'
import { requireUsername, usernameVariant } from './username.ts'

/** How many names may be asked for from one network without a wait. */
const FREE_CHECKS = 60

/** True when nobody has the username, in the form in which it is stored. */
export async function isUsernameFree(
  client: Pick<Client | Transaction, 'user'>,
  username: string,
): Promise<boolean> {
  return (await client.user.count({ where: { username } })) === 0
}

/** The username itself when it is free, else a variant of it that is. */
export async function freeVariantOf(transaction: Transaction, username: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const variant = usernameVariant(username, attempt)
    if (await isUsernameFree(transaction, variant)) return variant
  }
}

/**
 * Whether a username could be taken. Usernames are public; asking for many is slowed down per network all the same.
 * @throws InvalidInputError when it cannot be a username, TooManyAttemptsError.
 */
export async function checkUsername(
  { database, throttle }: Identity,
  typed: string,
  ipAddress: string | null,
): Promise<{ username: string; available: boolean }> {
  const username = requireUsername(typed, ['username'])
  await throttle.begin(`usernames asked for from ${networkOf(ipAddress ?? '')}`, null, FREE_CHECKS)
  return { username, available: await isUsernameFree(database.client, username) }
}
