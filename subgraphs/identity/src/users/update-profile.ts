import { NotFoundError } from '@orion/common'
import type { Prisma, User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { removeAvatar } from './avatar.ts'
import { requireAvatarUrl, requireBio, requireName, requireTimezone } from './profile-rules.ts'

/** What to change in a profile. What is undefined stays; null takes bio and picture away. */
export interface ProfileChanges {
  name?: string | null
  bio?: string | null
  timezone?: string | null
  avatarUrl?: string | null
}

/** Changes a user's profile. @throws InvalidInputError for what does not fit; nothing is changed then. */
export async function updateProfile(
  identity: Identity,
  userId: string,
  changes: ProfileChanges,
  path: string[] = [],
): Promise<User> {
  const data: Prisma.UserUpdateInput = {}
  if (typeof changes.name === 'string') data.name = requireName(changes.name, [...path, 'name'])
  if (changes.bio !== undefined)
    data.bio = changes.bio === null ? null : requireBio(changes.bio, [...path, 'bio'])
  if (typeof changes.timezone === 'string')
    data.timezone = requireTimezone(changes.timezone, [...path, 'timezone'])
  if (changes.avatarUrl !== undefined)
    data.avatarUrl =
      changes.avatarUrl === null ? null : requireAvatarUrl(changes.avatarUrl, [...path, 'avatarUrl'])
  // An address takes the place of an uploaded picture.
  if (data.avatarUrl !== undefined) await removeAvatar(identity, userId)
  const [user] = await identity.database.client.user.updateManyAndReturn({ where: { id: userId }, data })
  if (!user) throw new NotFoundError('user', userId)
  return user
}
