import type { Viewer } from '@orion/common'
import type { Client } from '../database.ts'
import { isUuid } from '../input-rules.ts'

/** A content as other subgraphs name it. */
export interface ContentRow {
  id: string
}

/**
 * The contents among these ids that the viewer may see. One that no event has told of yet is taken for theirs: there is
 * nothing to see of it, and its page must not fail because pulse hears of it a moment later.
 */
export async function findVisibleContents(
  client: Client,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, ContentRow>> {
  const others =
    viewer.role === 'ADMIN'
      ? []
      : await client.content.findMany({
          where: { id: { in: ids.filter(isUuid) }, ownerId: { not: viewer.userId } },
          select: { id: true },
        })
  const hidden = new Set(others.map(content => content.id))
  return new Map(ids.filter(id => isUuid(id) && !hidden.has(id)).map(id => [id, { id }]))
}
