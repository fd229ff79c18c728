/** A run of a content, and whose content it is. */
export interface RunRef {
  contentId: string
  runId: string
  userId: string
}

/**
 * An event about a run, or about a content where `runId` is null: its subject is the content, and its owner may see it
 * live.
 *
 * @param more what the event tells besides
 */
export function aboutRun<RunId extends string | null, More extends object>(
  { contentId, runId, userId }: Omit<RunRef, 'runId'> & { runId: RunId },
  more: More,
) {
  return {
    subject: contentId,
    audience: { userIds: [userId] },
    data: { contentId, runId, userId, ...more },
  }
}
