import { NotFoundError } from '@orion/common'
import type { Prisma, User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { keepAvatar, removeAvatar } from './avatar.ts'
import { fetchPicture } from './fetch-avatar.ts'
import { requireBio, requireName, requireTimezone } from './profile-rules.ts'

/** What to change in a profile. What is undefined stays; null takes bio and picture away. */
export interface ProfileChanges {
  name?: string | null
  bio?: string | null
  timezone?: string | null
  /** From where a picture is fetched now, once. */
  avatarUrl?: string | null
}

/** Pictures that are fetched for a user without a wait. */
const FREE_PICTURES = 20

/**
 * Changes a user's profile.
 * @throws InvalidInputError for what does not fit, nothing is changed then; TooManyAttemptsError after many picture addresses.
 */
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
  const { avatarUrl: address } = changes
  const isGiven = typeof address === 'string'
  if (isGiven) await identity.throttle.begin(`picture addresses of ${userId}`, null, FREE_PICTURES)
  const picture = isGiven ? await fetchPicture(identity, address, [...path, 'avatarUrl']) : null
  const [user] = await identity.database.client.user.updateManyAndReturn({ where: { id: userId }, data })
  if (!user) throw new NotFoundError('user', userId)
  if (picture) return keepAvatar(identity, userId, picture)
  return address === null ? removeAvatar(identity, userId) : user
}
