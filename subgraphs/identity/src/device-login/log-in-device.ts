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
  const { client } = identity.database
  const user = await client.user.findUnique({ where: { id: userId } })
  const session = user && (await openSession(client, user, origin, { means: 'device' }))
  if (!session) throw new DevicePollError('ACCESS_DENIED')
  return signIn(identity, session)
}
