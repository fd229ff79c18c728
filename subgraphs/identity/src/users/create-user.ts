import { ConflictError, type Role, type Viewer } from '@orion/common'
import { type Act, audit } from '../audit/audit.ts'
import type { Transaction } from '../database.ts'
import { Prisma, type User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { hashPassword } from '../passwords/password-hash.ts'
import { requireGoodPassword } from '../passwords/password-rules.ts'
import { confirmNewAdmin, type Grant } from './confirm-new-admin.ts'
import { requireEmail } from './email-address.ts'
import { holdAdministration } from './hold-administration.ts'
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

type UserColumns = Pick<User, 'email' | 'username' | 'name' | 'role' | 'passwordHash'>

/**
 * Adds a user who can sign in at once. For those with the right `users:write`.
 * @throws InvalidInputError for what does not fit, ConflictError when the address or the username is taken, and all that
 * {@link confirmNewAdmin} throws.
 */
export async function createUser(
  identity: Identity,
  viewer: Viewer,
  input: NewUser & Grant,
  path: string[] = [],
): Promise<User> {
  const account = requireAccount(input, path)
  const confirmed = await confirmNewAdmin(identity, viewer, input, path)
  const columns = await userColumns(account, path)
  return identity.database.transaction(async transaction => {
    await holdAdministration(transaction, viewer, confirmed)
    return insertUser(transaction, columns, { action: 'USER_CREATED', actorId: viewer.userId })
  })
}

/** A user as they are to be added, in the form that is stored. @throws InvalidInputError for what does not fit. */
export function requireAccount(input: NewUser, path: string[] = []): NewUser {
  const email = requireEmail(input.email, [...path, 'email'])
  const username = requireUsername(input.username, [...path, 'username'])
  const name = requireName(input.name, [...path, 'name'])
  requireGoodPassword(input.password, { email, username, name }, [...path, 'password'])
  return { email, username, name, role: input.role, password: input.password }
}

/** The same with its password hashed. @throws InvalidInputError for what does not fit. */
export async function userColumns(
  input: NewUser,
  path: string[] = [],
): Promise<UserColumns & { passwordHash: string }> {
  const { password, ...columns } = requireAccount(input, path)
  return { ...columns, passwordHash: await hashPassword(password) }
}

/** Stores a user. @throws ConflictError when the address or the username is taken. */
export async function insertUser(
  transaction: Transaction,
  columns: UserColumns,
  { action, actorId }: Pick<Act, 'action' | 'actorId'>,
): Promise<User> {
  try {
    const user = await transaction.user.create({ data: columns })
    await audit(transaction, { action, actorId, subjectId: user.id, details: { role: user.role } })
    return user
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      throw new ConflictError('Somebody has this e-mail address or this username; choose another.')
    throw error
  }
}
