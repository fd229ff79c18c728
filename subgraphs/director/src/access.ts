import { InvalidInputError, NotFoundError, type Viewer } from '@orion/common'
import { z } from 'zod'
import type { Prisma } from './generated/prisma/client.ts'

const uuid = z.uuid()

/** The ids among these that can be ids at all. */
export function possibleIds(ids: readonly string[]): string[] {
  return ids.filter(id => uuid.safeParse(id).success)
}

/** @throws NotFoundError when it cannot be an id */
export function requireId(what: string, id: string): string {
  if (!uuid.safeParse(id).success) throw new NotFoundError(what, id)
  return id
}

/** @throws InvalidInputError when one of them cannot be an id */
export function requireIds(ids: readonly string[], field: string): readonly string[] {
  const wrong = ids.find(id => !uuid.safeParse(id).success)
  if (wrong !== undefined) throw new InvalidInputError(`"${wrong}" in "${field}" is no id.`, [field])
  return ids
}

/** Which contents the viewer may see: their own; all for an admin; none for nobody. */
export function visibleContents(viewer: Viewer | null): Prisma.ContentWhereInput {
  if (!viewer) return { id: { in: [] } }
  return viewer.role === 'ADMIN' ? {} : { ownerId: viewer.userId }
}
