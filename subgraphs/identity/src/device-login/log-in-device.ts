import type { Origin } from '@orion/common'
import type { Identity } from '../identity.ts'
import { openSession } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { DevicePollError } from './device-logins.ts'

/**
 * Gives a device the session that a user let it have, once.
 * @throws DevicePollError as long as nobody decided, or when it is kept out
 */
export async function logInDevice(identity: Identity, deviceCode: string, origin: Origin): Promise<SignIn> {
  const userId = await identity.deviceLogins.poll(deviceCode)
  const session = await identity.database.transaction(async transaction => {
    const at = new Date()
    const { count } = await transaction.user.updateMany({
      where: { id: userId, isActive: true },
      data: { lastLoginAt: at },
    })
    if (count === 0) throw new DevicePollError('ACCESS_DENIED')
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
    return { user, at, ...(await openSession(transaction, userId, origin, 'device')) }
  })
  return signIn(identity, session)
}
