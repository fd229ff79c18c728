import { z } from 'zod'
import type { Client } from '../database.ts'

const named = z.object({ name: z.string() })

/** What owners call their keys, by id. Of keys that are removed the audit log knows it, as long as it tells of their making. */
export async function findKeyNames(client: Client, ids: readonly string[]): Promise<Map<string, string>> {
  const keys = await client.apiKey.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  })
  const names = new Map(keys.map(({ id, name }) => [id, name]))
  const removed = ids.filter(id => !names.has(id))
  if (removed.length === 0) return names
  const entries = await client.auditEntry.findMany({
    where: { action: 'API_KEY_CREATED', subjectId: { in: removed } },
  })
  for (const { subjectId, details } of entries) {
    const { data } = named.safeParse(details)
    if (subjectId && data) names.set(subjectId, data.name)
  }
  return names
}
