import { randomUUID } from 'node:crypto'
import { type Files, InvalidInputError, NotFoundError } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { squarePicture } from './square-picture.ts'

/** How large an uploaded picture may be. */
export const AVATAR_MAX_BYTES = 1024 * 1024

/** The signed address of a user's picture; null without one. */
export function avatarUrlOf(files: Pick<Files, 'url'>, { avatarKey }: Pick<User, 'avatarKey'>) {
  return avatarKey ? files.url(avatarKey) : null
}

/** Keeps an uploaded picture as the user's. @throws InvalidInputError unless it is a picture of 1 MiB at most. */
export async function uploadAvatar(identity: Identity, userId: string, bytes: Buffer): Promise<User> {
  if (bytes.length > AVATAR_MAX_BYTES)
    throw new InvalidInputError(`The picture has more than the ${AVATAR_MAX_BYTES} bytes that are allowed.`)
  return keepAvatar(identity, userId, await squarePicture(bytes))
}

/** Keeps a squared picture as the user's; the one before is removed. */
export async function keepAvatar(identity: Identity, userId: string, square: Buffer): Promise<User> {
  const avatarKey = `avatars/${userId}/${randomUUID()}.webp`
  await identity.files.put(avatarKey, square, 'image/webp')
  return replaceAvatar(identity, userId, avatarKey)
}

/** Takes the user's picture away. */
export function removeAvatar(identity: Identity, userId: string): Promise<User> {
  return replaceAvatar(identity, userId, null)
}

async function replaceAvatar(
  { database, files }: Identity,
  userId: string,
  avatarKey: string | null,
): Promise<User> {
  const { before, user } = await database.transaction(async transaction => {
    await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    const before = await transaction.user.findUnique({ where: { id: userId } })
    if (!before) throw new NotFoundError('user', userId)
    return { before, user: await transaction.user.update({ where: { id: userId }, data: { avatarKey } }) }
  })
  if (before.avatarKey) await files.remove(before.avatarKey)
  return user
}
