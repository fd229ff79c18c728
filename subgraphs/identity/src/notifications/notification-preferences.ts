import { InvalidInputError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client, IdentityDatabase, Transaction } from '../database.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import { type NotificationType, notificationTypes } from './notification-entries.ts'

/** Ways on which a user can be told of a notification, besides finding it in their list. */
export interface Channels {
  /** On open pages, at once. */
  live: boolean
  /** By e-mail, a burst in one. */
  email: boolean
  /** Posted to the user's webhooks. */
  webhook: boolean
}

/** On which channels a user is told of one type. */
export interface NotificationPreference extends Channels {
  type: NotificationType
}

/** What to change of a preference; what is left out stays. */
export interface PreferenceChange {
  type: NotificationType
  live?: boolean | null
  email?: boolean | null
  webhook?: boolean | null
}

const news: Channels = { live: true, email: false, webhook: true }
const calls: Channels = { live: true, email: true, webhook: true }

/** What holds until a user says otherwise: mail comes only of what waits for somebody to do something. */
const defaults: Record<NotificationType, Channels> = {
  TREND_DETECTED: news,
  CONTENT_CREATED: news,
  GATE_OPENED: calls,
  CONTENT_PUBLISHED: news,
  CONTENT_REJECTED: news,
  MEDIA_FAILED: calls,
  VIDEO_FAILED: calls,
  PUBLICATION_FAILED: calls,
  WEBHOOK_DISABLED: calls,
}

/** A user's preferences, one for each type. */
export async function readPreferences(
  client: Pick<Client, 'notificationPreference'>,
  userId: string,
): Promise<NotificationPreference[]> {
  const chosen = await client.notificationPreference.findMany({ where: { userId } })
  return notificationTypes.map(type => {
    const { live, email, webhook } = chosen.find(preference => preference.type === type) ?? defaults[type]
    return { type, live, email, webhook }
  })
}

/** The channels of one type for each of these users. */
export async function channelsOf(
  transaction: Transaction,
  type: NotificationType,
  userIds: readonly string[],
): Promise<Map<string, Channels>> {
  const chosen = await transaction.notificationPreference.findMany({
    where: { type, userId: { in: [...userIds] } },
  })
  const byUser = new Map<string, Channels>(chosen.map(preference => [preference.userId, preference]))
  return new Map(userIds.map(userId => [userId, byUser.get(userId) ?? defaults[type]]))
}

/** Changes that can be asked for at once: each costs a statement. */
const CHANGES_AT_ONCE = 100

/**
 * Changes some of the viewer's preferences. @returns all of them.
 * @throws InvalidInputError for more than 100 changes, UnauthenticatedError when their session has ended meanwhile.
 */
export async function changePreferences(
  database: IdentityDatabase,
  viewer: Viewer,
  changes: readonly PreferenceChange[],
): Promise<NotificationPreference[]> {
  if (changes.length > CHANGES_AT_ONCE)
    throw new InvalidInputError(`${changes.length} changes are too many; ask for ${CHANGES_AT_ONCE} at most.`)
  return database.transaction(async transaction => {
    const { id: userId } = await holdOwnAccount(transaction, viewer)
    return writePreferences(transaction, userId, changes, userId)
  })
}

/**
 * Writes what is to be changed of the preferences of a user who is held until the transaction ends.
 * @param actorId who does it; null when nobody is signed in
 * @returns all of them.
 */
export async function writePreferences(
  transaction: Transaction,
  userId: string,
  changes: readonly PreferenceChange[],
  actorId: string | null,
): Promise<NotificationPreference[]> {
  const before = await readPreferences(transaction, userId)
  for (const { type, live, email, webhook } of changes)
    await transaction.notificationPreference.upsert({
      where: { userId_type: { userId, type } },
      create: {
        userId,
        type,
        live: live ?? defaults[type].live,
        email: email ?? defaults[type].email,
        webhook: webhook ?? defaults[type].webhook,
      },
      update: { live: live ?? undefined, email: email ?? undefined, webhook: webhook ?? undefined },
    })
  const after = await readPreferences(transaction, userId)
  const changed = differences(before, after)
  if (changed.length > 0)
    await audit(transaction, {
      action: 'PREFERENCES_CHANGED',
      actorId,
      subjectId: userId,
      details: { changed },
    })
  return after
}

/** What is chosen differently, such as `GATE_OPENED email off`. */
function differences(
  before: readonly NotificationPreference[],
  after: readonly NotificationPreference[],
): string[] {
  return after.flatMap(({ type, ...channels }, index) =>
    (['live', 'email', 'webhook'] as const)
      .filter(channel => channels[channel] !== before[index]?.[channel])
      .map(channel => `${type} ${channel} ${channels[channel] ? 'on' : 'off'}`),
  )
}
