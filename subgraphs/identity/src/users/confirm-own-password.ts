import { InvalidInputError, NotFoundError, type Viewer } from '@orion/common'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { checkPassword } from '../passwords/password-hash.ts'

/**
 * Makes sure that it is the viewer themselves who asks: whoever holds a stolen access token must not be able to take the
 * account over, nor to find the password by trying.
 * @throws InvalidInputError when the password is wrong, TooManyAttemptsError when it was guessed at too often.
 */
export async function confirmOwnPassword(
  { database, throttle }: Identity,
  viewer: Viewer,
  password: string,
  field: string[],
): Promise<User> {
  const user = await database.client.user.findUnique({ where: { id: viewer.userId } })
  if (!user) throw new NotFoundError('user', viewer.userId)
  await throttle.begin(`password of ${user.id}`, null)
  const { isRight } = await checkPassword(user.passwordHash, password)
  if (!isRight) throw new InvalidInputError('This is not your current password.', field)
  await throttle.succeed(`password of ${user.id}`, null)
  return user
}
