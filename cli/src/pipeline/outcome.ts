import type { Snapshot } from './snapshot.ts'

/** Where the way of a content stops: for a person at a gate, or for good. */
export type Outcome = 'review' | 'published' | 'failed' | 'rejected' | 'cancelled'

/** What a watch can be asked to wait for. */
export const untils = { published: 'published', review: 'review', failed: 'failed' } as const
export type Until = (typeof untils)[keyof typeof untils]

/** Where the content stopped, and why; null while it goes on. */
export function outcomeOf({ content, publications }: Snapshot): { outcome: Outcome; reason: string } | null {
  const { status, openGate, currentRun } = content
  if (status === 'PUBLISHED') return { outcome: 'published', reason: 'It is published.' }
  if (currentRun?.status === 'CANCELLED')
    return { outcome: 'cancelled', reason: content.error ?? 'Its run was cancelled.' }
  if (status === 'FAILED')
    return { outcome: 'failed', reason: content.error ?? currentRun?.error ?? 'No reason was given.' }
  if (status === 'REJECTED')
    return { outcome: 'rejected', reason: content.error ?? 'A reviewer rejected it.' }
  if (openGate && !passesByPolicy(openGate)) return { outcome: 'review', reason: openGate.instruction }
  const lost = publications.filter(({ status }) => ['FAILED', 'CANCELLED', 'UNKNOWN'].includes(status))
  if (status === 'APPROVED' && publications.length > 0 && lost.length === publications.length)
    return {
      outcome: 'failed',
      reason: lost.map(({ platform, status, error }) => `${platform}: ${error ?? status}`).join('; '),
    }
  return null
}

/**
 * Whether a watch that waits for `until` ends here. It also ends where the content cannot come any further, and
 * one that waits for a review ends when the gates were passed without one.
 */
export function endsWatch(outcome: Outcome, until: Until): boolean {
  return outcome !== 'review' || until === 'review'
}

/** True when the watch ended as it was asked to. */
export function isWanted(outcome: Outcome, until: Until): boolean {
  return outcome === until || (until === 'review' && outcome === 'published')
}

function passesByPolicy({ score, passAt }: { score: number | null; passAt: number | null }): boolean {
  return passAt !== null && score !== null && score >= passAt
}
