import { ConflictError, InvalidInputError, NotFoundError, OrionError, type Viewer } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword } from '../passwords/password-hash.ts'
import { countConfirmation, noteFailedConfirmation } from './count-confirmation.ts'

/** Right passwords in a row without a wait. They are forgotten an hour after the last. */
const FREE_CHECKS = 30

/**
 * Makes sure that it is the viewer themselves who asks: whoever holds a stolen access token must not be able to take the
 * account over, nor to find the password by trying.
 * @throws InvalidInputError when the password is wrong, ConflictError when they have none, TooManyAttemptsError when it was
 * guessed at, or shown, too often.
 */
export async function confirmOwnPassword(
  identity: Identity,
  viewer: Viewer,
  password: string,
  field: string[],
): Promise<User> {
  const user = await identity.database.client.user.findUnique({ where: { id: viewer.userId } })
  if (!user) throw new NotFoundError('user', viewer.userId)
  if (user.passwordHash === null)
    throw new ConflictError('You have no password yet; choose a username and a password first.', { field })
  // Also right ones are counted, since each costs a hash, for which all who sign in wait.
  await countConfirmation(identity, `checks of the password of ${user.id}`, user.id, FREE_CHECKS)
  await countConfirmation(identity, `password of ${user.id}`, user.id)
  const { isRight } = await checkPassword(user.passwordHash, password)
  if (!isRight) {
    await noteFailedConfirmation(identity, user.id, 'wrong password')
    throw new InvalidInputError('This is not your current password.', field)
  }
  await identity.throttle.succeed(`password of ${user.id}`, null)
  return user
}

const RECENT_MINUTES = 10

/** It takes the password, or a sign-in of the last ten minutes. */
export class ConfirmationNeededError extends OrionError {
  constructor(field: string[]) {
    super(
      `Give your password to do this. Who has none signs in again, and does it within ${RECENT_MINUTES} minutes.`,
      { code: 'CONFIRMATION_NEEDED', status: 400, details: { field } },
    )
  }
}

/**
 * Makes sure that it is the viewer themselves who asks, by their password or, when none is given, by a sign-in of the last
 * ten minutes. A device that was let in by its code did not sign in: whoever has a stolen token can let one in.
 * @throws ConfirmationNeededError, InvalidInputError when the password is wrong, TooManyAttemptsError.
 */
export async function confirmOwner(
  identity: Identity,
  viewer: Viewer,
  password: string | null | undefined,
  field: string[],
): Promise<User> {
  if (password) return confirmOwnPassword(identity, viewer, password, field)
  const { sessionId, userId } = viewer
  const since = new Date(Date.now() - RECENT_MINUTES * 60_000)
  const session = sessionId
    ? await identity.database.client.session.findUnique({
        where: { id: sessionId, userId, revokedAt: null, signedInAt: { gte: since } },
        include: { user: true },
      })
    : null
  if (!session) throw new ConfirmationNeededError(field)
  return session.user
}
