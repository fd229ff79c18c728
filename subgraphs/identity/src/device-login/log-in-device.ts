import type { Origin } from '@orion/common'
import type { Identity } from '../identity.ts'
import { openSession } from '../sessions/open-session.ts'
import { type SignIn, signIn } from '../sessions/sign-in.ts'
import { DevicePollError } from './device-logins.ts'

/**
 * Gives a device the session that a user let it have, once, as long as the session in which they did goes on.
 * @throws DevicePollError as long as nobody decided, or when it is kept out
 */
export async function logInDevice(identity: Identity, deviceCode: string, origin: Origin): Promise<SignIn> {
  const { userId, sessionId } = await identity.deviceLogins.poll(deviceCode)
  const session = await identity.database.transaction(async transaction => {
    // While the row is locked nobody ends their sessions: whoever did before is seen, whoever does later ends this one too.
    await transaction.$executeRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
    const approvedIn = await transaction.session.findUnique({
      where: { id: sessionId, userId, revokedAt: null },
      include: { user: true },
    })
    return approvedIn && openSession(transaction, approvedIn.user, origin, { means: 'device' })
  })
  if (!session) throw new DevicePollError('ACCESS_DENIED')
  return signIn(identity, session)
}
