import type { Content } from '../generated/prisma/client.ts'

/** What every event about a content's run begins with. */
export const runOf = <RunId extends string | null>(
  { id, ownerId }: Pick<Content, 'id' | 'ownerId'>,
  runId: RunId,
) => ({ contentId: id, runId, userId: ownerId })
