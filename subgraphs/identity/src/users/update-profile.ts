import type { Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { User } from '../generated/prisma/client.ts'
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
  const data: Partial<Pick<User, 'name' | 'bio' | 'timezone'>> = {}
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
    const before = await holdOwnAccount(transaction, viewer)
    const { id } = before
    const changed = await transaction.user.update({ where: { id }, data })
    const fields = (['name', 'bio', 'timezone'] as const).filter(field => changed[field] !== before[field])
    // What others know somebody by: whoever takes another's name must be found afterwards.
    const names: Record<string, string> =
      changed.name === before.name ? {} : { from: before.name, to: changed.name }
    if (fields.length > 0)
      await audit(transaction, {
        action: 'PROFILE_CHANGED',
        actorId: id,
        subjectId: id,
        details: { fields, ...names },
      })
    return changed
  })
  return address === undefined ? user : changeAvatar(identity, viewer, picture)
}
