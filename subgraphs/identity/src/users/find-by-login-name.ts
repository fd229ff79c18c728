import type { IdentityDatabase } from '../database.ts'
import { Prisma, type User } from '../generated/prisma/client.ts'
import type { LoginName } from './login-name.ts'

/** Named as Prisma names them: its fields, in snake case in the table. */
const columns = Object.values(Prisma.UserScalarFieldEnum)
  .map(field => `${field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)} AS "${field}"`)
  .join(', ')

/**
 * The user with a login name; null when there is none. Asked of Postgres itself: what Prisma adds to a statement takes as long
 * as all else of a sign-in but its hash.
 */
export async function findByLoginName({ pool }: IdentityDatabase, name: LoginName): Promise<User | null> {
  const [column, value] = 'email' in name ? ['email', name.email] : ['username', name.username]
  const { rows } = await pool.query<User>(`SELECT ${columns} FROM users WHERE ${column} = $1`, [value])
  return rows[0] ?? null
}
