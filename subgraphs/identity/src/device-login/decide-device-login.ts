import { ForbiddenError, NotFoundError, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Identity } from '../identity.ts'
import { describeOrigin, mailOwner } from '../mail/mail-owner.ts'
import { confirmOwner } from '../users/confirm-own-password.ts'
import { holdOwnAccount } from '../users/hold-own-account.ts'
import type { WaitingDevice } from './device-logins.ts'

/** Nobody finds a code by trying: guesses are slowed down for each user. */
const attemptsOf = (userId: string) => `device codes of ${userId}`

/** The device that shows this code; null when there is none. @throws TooManyAttemptsError after too many wrong codes */
export async function findDeviceLogin(
  { deviceLogins, throttle }: Identity,
  { userId }: Viewer,
  userCode: string,
): Promise<WaitingDevice | null> {
  await throttle.begin(attemptsOf(userId), null)
  const login = await deviceLogins.find(userCode)
  if (login) await throttle.succeed(attemptsOf(userId), null)
  return login
}

/**
 * Lets a device in as the viewer, or keeps it out. Letting it in takes the owner of the account: a stolen access token must not
 * become a session of its own.
 * @param input `password` may be left out within ten minutes of a sign-in
 * @throws NotFoundError when it waits no longer, TooManyAttemptsError after too many wrong codes, and all that
 * {@link confirmOwner} throws
 */
export async function decideDeviceLogin(
  identity: Identity,
  viewer: Viewer,
  { userCode, password }: { userCode: string; password?: string | null },
  isApproved: boolean,
  path: string[] = [],
): Promise<void> {
  const { userId, sessionId } = viewer
  if (!sessionId) throw new ForbiddenError('Sign in to decide about devices.')
  if (!(await findDeviceLogin(identity, viewer, userCode))) throw unknownCode(userCode)
  const confirmed = isApproved
    ? await confirmOwner(identity, viewer, password, [...path, 'password'])
    : undefined
  await identity.database.transaction(async transaction => {
    const user = await holdOwnAccount(transaction, viewer, confirmed)
    const login = await identity.deviceLogins.decide(userCode, isApproved ? { userId, sessionId } : null)
    if (!login) throw unknownCode(userCode)
    await audit(transaction, {
      action: isApproved ? 'DEVICE_LOGIN_APPROVED' : 'DEVICE_LOGIN_DENIED',
      actorId: userId,
      subjectId: userId,
      details: { deviceAddress: login.ipAddress ?? '', deviceProgram: login.userAgent ?? '' },
    })
    if (!isApproved) return
    const device = describeOrigin(login) ?? 'from an unknown address'
    await mailOwner(identity, transaction, user, 'device-let-in', { device })
  })
}

function unknownCode(userCode: string): NotFoundError {
  return new NotFoundError('device with the code', userCode.slice(0, 20))
}
