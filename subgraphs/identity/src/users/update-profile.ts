import type { Viewer } from '@orion/common'
import type { Prisma, User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { changeAvatar } from './avatar.ts'
import { fetchPicture } from './fetch-avatar.ts'
import { holdOwnAccount } from './hold-own-account.ts'
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
 * Changes the viewer's profile.
 * @throws InvalidInputError for what does not fit, nothing is changed then; TooManyAttemptsError after many picture addresses,
 * UnauthenticatedError when their session has ended meanwhile.
 */
export async function updateProfile(
  identity: Identity,
  viewer: Viewer,
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
  if (isGiven) await identity.throttle.begin(`picture addresses of ${viewer.userId}`, null, FREE_PICTURES)
  const picture = isGiven ? await fetchPicture(identity, address, [...path, 'avatarUrl']) : null
  const user = await identity.database.transaction(async transaction => {
    const { id } = await holdOwnAccount(transaction, viewer)
    return transaction.user.update({ where: { id }, data })
  })
  return address === undefined ? user : changeAvatar(identity, viewer, picture)
}
