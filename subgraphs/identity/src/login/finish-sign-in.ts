import type { Origin } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { openSession, ownStatement, type SignInMeans } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { beginSecondStep, type SecondStep } from './second-step.ts'

/** What comes of the first step of a sign-in: a session, or the demand for a second factor. */
export type FirstStep = SignIn | SecondStep

/** True when a second factor has to be shown. */
export const isSecondStep = (step: FirstStep): step is SecondStep => 'mfaToken' in step

/**
 * Ends the first step for a user who proved who they are: opens a session, unless they have a second factor.
 * @param passwordHash what to store of the password from now on
 * @returns null when the user was kept out, or changed password or second factor, in the meantime.
 */
export async function finishFirstStep(
  identity: Identity,
  user: User,
  origin: Origin,
  means: SignInMeans,
  passwordHash = user.passwordHash,
): Promise<FirstStep | null> {
  if (user.totpConfirmedAt) return beginSecondStep(identity, user, origin, means)
  const session = await openSession(ownStatement(identity.database), user, origin, { means, passwordHash })
  return session && signIn(identity, session)
}
