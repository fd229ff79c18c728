import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'
import { TooManyAttemptsError } from '../login/login-throttle.ts'

/** Notes that somebody who is signed in could not show again that it is them: whoever took a session over may try so. */
export async function noteFailedConfirmation(
  { database }: Pick<Identity, 'database'>,
  userId: string,
  reason: 'wrong password' | 'wrong code' | 'too many attempts',
): Promise<void> {
  const act = { action: 'CONFIRMATION_FAILED', actorId: userId, subjectId: userId } as const
  await audit(database.client, { ...act, details: { reason } })
}

/**
 * Counts that somebody who is signed in shows a password or code. When it has to wait, that is noted once in 15 minutes.
 * @param freeAttempts without a wait, 5 by default
 * @throws TooManyAttemptsError
 */
export async function countConfirmation(
  identity: Pick<Identity, 'database' | 'throttle'>,
  what: string,
  userId: string,
  freeAttempts?: number,
): Promise<void> {
  try {
    await identity.throttle.begin(what, null, freeAttempts)
  } catch (error) {
    if (error instanceof TooManyAttemptsError && error.isNews)
      await noteFailedConfirmation(identity, userId, 'too many attempts')
    throw error
  }
}
