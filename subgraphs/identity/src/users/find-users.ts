import {
  afterPosition,
  type Connection,
  connectionOf,
  type Page,
  type Role,
  type Viewer,
} from '@orion/common'
import type { Client } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'

/** Which users to list; everything given must hold. */
export interface UserFilter {
  role?: Role
  isActive?: boolean
  /** Text in the name, the username or the e-mail address. */
  search?: string
}

const pattern = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Users, newest first. For those with the right `users:read`. */
export async function listUsers(client: Client, page: Page, filter: UserFilter): Promise<Connection<User>> {
  const contains = filter.search?.trim()
    ? { contains: pattern(filter.search.trim()), mode: 'insensitive' as const }
    : null
  const rows = await client.user.findMany({
    where: {
      AND: [
        { role: filter.role, isActive: filter.isActive },
        contains ? { OR: [{ name: contains }, { username: contains }, { email: contains }] } : {},
        afterPosition(page.after, 'createdAt', 'desc'),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, user => ({ value: user.createdAt.toISOString(), id: user.id }))
}

/** Users by their ids. What of them the viewer may see is decided field by field. */
export async function findUsers(client: Client, ids: readonly string[]): Promise<Map<string, User>> {
  const users = await client.user.findMany({ where: { id: { in: [...ids] } } })
  return new Map(users.map(user => [user.id, user]))
}

/** True when the viewer may see how their own account is guarded; an API key needs `account:read` for that. */
export function maySeeGuards(viewer: Viewer | null, { id }: Pick<User, 'id'>): boolean {
  return viewer?.userId === id && viewer.scopes.includes('account:read')
}

/** True when the viewer may see how to reach a user and whether they may sign in: it is them, or they administer users. */
export function maySeeAccount(viewer: Viewer | null, user: User): boolean {
  return viewer?.userId === user.id || (viewer?.scopes.includes('users:read') ?? false)
}
