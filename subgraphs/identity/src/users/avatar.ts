import { randomUUID } from 'node:crypto'
import { type Files, InvalidInputError, NotFoundError } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'

/** How large an uploaded picture may be. */
export const AVATAR_MAX_BYTES = 1024 * 1024

const kinds = [
  { extension: 'png', contentType: 'image/png', is: (b: Buffer) => b.subarray(0, 8).equals(PNG) },
  {
    extension: 'jpg',
    contentType: 'image/jpeg',
    is: (b: Buffer) => b.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  },
  {
    extension: 'webp',
    contentType: 'image/webp',
    is: (b: Buffer) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
  },
]
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Where a user's picture is: the signed address of an uploaded one, or the address they gave. */
export function avatarUrlOf(files: Pick<Files, 'url'>, user: Pick<User, 'avatarKey' | 'avatarUrl'>) {
  return user.avatarKey ? files.url(user.avatarKey) : user.avatarUrl
}

/**
 * Keeps an uploaded picture as the user's; the one before is removed. What it is is read from its bytes, not from what
 * the client calls it.
 * @throws InvalidInputError unless it is a PNG, JPEG or WebP of 1 MiB at most.
 */
export async function uploadAvatar(identity: Identity, userId: string, bytes: Buffer): Promise<User> {
  const kind = kinds.find(({ is }) => is(bytes))
  if (!kind) throw new InvalidInputError('The picture is neither PNG, JPEG nor WebP.')
  if (bytes.length > AVATAR_MAX_BYTES)
    throw new InvalidInputError(`The picture has more than the ${AVATAR_MAX_BYTES} bytes that are allowed.`)
  const avatarKey = `avatars/${userId}/${randomUUID()}.${kind.extension}`
  await identity.files.put(avatarKey, bytes, kind.contentType)
  return replaceAvatar(identity, userId, avatarKey)
}

/** Takes the user's picture away, uploaded or not. */
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
    const data = { avatarKey, avatarUrl: null }
    return { before, user: await transaction.user.update({ where: { id: userId }, data }) }
  })
  if (before.avatarKey) await files.remove(before.avatarKey)
  return user
}
