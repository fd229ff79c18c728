import { randomUUID } from 'node:crypto'
import { type Files, InvalidInputError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { holdOwnAccount } from './hold-own-account.ts'
import { squarePicture } from './square-picture.ts'

/** How large an uploaded picture may be. */
export const AVATAR_MAX_BYTES = 1024 * 1024

/** The signed address of a user's picture; null without one. */
export function avatarUrlOf(files: Pick<Files, 'url'>, { avatarKey }: Pick<User, 'avatarKey'>) {
  return avatarKey ? files.url(avatarKey) : null
}

/** Keeps an uploaded picture as the viewer's. @throws InvalidInputError unless it is a picture of 1 MiB at most. */
export async function uploadAvatar(identity: Identity, viewer: Viewer, bytes: Buffer): Promise<User> {
  if (bytes.length > AVATAR_MAX_BYTES)
    throw new InvalidInputError(`The picture has more than the ${AVATAR_MAX_BYTES} bytes that are allowed.`)
  return changeAvatar(identity, viewer, await squarePicture(bytes))
}

/** Gives the viewer a squared picture, or none. */
export function changeAvatar(identity: Identity, viewer: Viewer, square: Buffer | null): Promise<User> {
  const hold: Hold = async transaction => {
    const user = await holdOwnAccount(transaction, viewer)
    const act = { action: 'PROFILE_CHANGED', actorId: user.id, subjectId: user.id } as const
    if (square || user.avatarKey) await audit(transaction, { ...act, details: { fields: ['picture'] } })
    return user
  }
  return square ? keepAvatar(identity, viewer.userId, square, hold) : replaceAvatar(identity, null, hold)
}

/** Holds the user whose picture is changed, and makes sure that it may be. */
type Hold = (transaction: Transaction) => Promise<User>

/** Keeps a squared picture as a user's; the one before is removed. */
export async function keepAvatar(
  identity: Identity,
  userId: string,
  square: Buffer,
  hold: Hold,
): Promise<User> {
  const avatarKey = `avatars/${userId}/${randomUUID()}.webp`
  await identity.files.put(avatarKey, square, 'image/webp')
  try {
    return await replaceAvatar(identity, avatarKey, hold)
  } catch (error) {
    await identity.files.remove(avatarKey)
    throw error
  }
}

async function replaceAvatar(
  { database, files }: Identity,
  avatarKey: string | null,
  hold: Hold,
): Promise<User> {
  const { before, user } = await database.transaction(async transaction => {
    const before = await hold(transaction)
    return { before, user: await transaction.user.update({ where: { id: before.id }, data: { avatarKey } }) }
  })
  if (before.avatarKey) await files.remove(before.avatarKey)
  return user
}
