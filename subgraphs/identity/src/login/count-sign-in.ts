import type { Origin } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'
import { TooManyAttemptsError } from './login-throttle.ts'

/**
 * Counts an attempt to sign in. When it has to wait, that stands in the audit log: once in 15 minutes for an account and
 * for an address, so that whoever guesses cannot fill the log.
 * @param subject finds the user it is about, where there is one
 * @throws TooManyAttemptsError
 */
export async function countSignIn(
  { database, throttle }: Identity,
  account: string,
  { ipAddress }: Origin,
  subject: () => Promise<string | null>,
): Promise<void> {
  try {
    await throttle.begin(account, ipAddress)
  } catch (error) {
    if (error instanceof TooManyAttemptsError && error.isNews)
      await audit(database.client, {
        action: 'SIGN_INS_THROTTLED',
        actorId: null,
        subjectId: await subject(),
        details: { retryAfterSeconds: error.retryAfterSeconds },
      })
    throw error
  }
}
