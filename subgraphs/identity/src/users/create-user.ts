import { ConflictError, type Role } from '@orion/common'
import type { Client, Transaction } from '../database.ts'
import { Prisma, type User } from '../generated/prisma/client.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { requireEmail } from './email-address.ts'
import { requireName } from './profile-rules.ts'
import { requireUsername } from './username.ts'

/** Who is to be added. */
export interface NewUser {
  email: string
  username: string
  name: string
  password: string
  role: Role
}

/**
 * Adds a user who can sign in at once.
 * @throws InvalidInputError for what does not fit, ConflictError when the address or the username is taken.
 */
export async function createUser(
  client: Pick<Client | Transaction, 'user'>,
  input: NewUser,
  path: string[] = [],
): Promise<User> {
  const email = requireEmail(input.email, [...path, 'email'])
  const username = requireUsername(input.username, [...path, 'username'])
  const name = requireName(input.name, [...path, 'name'])
  requireGoodPassword(input.password, { email, username, name }, [...path, 'password'])
  const passwordHash = await hashPassword(input.password)
  try {
    return await client.user.create({ data: { email, username, name, role: input.role, passwordHash } })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ConflictError('Somebody has this e-mail address or this username; choose another.')
    throw error
  }
}
