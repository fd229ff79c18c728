import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'
import { TooManyAttemptsError } from './login-throttle.ts'

/**
 * Counts an attempt to sign in. When it has to wait, that stands in the audit log: once in 15 minutes for an account and
 * for an address, so that whoever guesses cannot fill the log.
 * @param subjectId the user it is about, where there is one
 * @param begin counts it
 * @throws TooManyAttemptsError
 */
export async function countSignIn<Counted>(
  { database }: Identity,
  subjectId: string | null,
  begin: () => Promise<Counted>,
): Promise<Counted> {
  try {
    return await begin()
  } catch (error) {
    if (error instanceof TooManyAttemptsError && error.isNews)
      await audit(database.client, {
        action: 'SIGN_INS_THROTTLED',
        actorId: null,
        subjectId,
        details: { retryAfterSeconds: error.retryAfterSeconds },
      })
    throw error
  }
}
