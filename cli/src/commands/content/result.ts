import type { App } from '../../app.ts'
import { CommandError } from '../../errors.ts'
import { ExitCode } from '../../exit-codes.ts'
import type { ProgressFieldsFragment } from '../../generated/graphql.ts'
import type { Fact } from '../../output/output.ts'
import { clean } from '../../output/text.ts'
import type { Ending } from '../../pipeline/follow.ts'
import { throwUnwanted, waitForReview } from '../../pipeline/wait-for-review.ts'
import { remarkEnding } from '../remark-ending.ts'

/** What a command did to a content. */
export interface ContentChange {
  content: ProgressFieldsFragment
  /** One sentence that says what was done. */
  sentence: string
  /** Further facts for programs, beside those of the content. */
  extra?: Record<string, string | null>
  /** Wait until the content needs a person again, or has come to its end. */
  wait: boolean
  /** What to say when nothing is waited for. */
  next?: string
}

/** The content of a payload that told of no errors. */
export function contentOf(payload: { content: ProgressFieldsFragment | null }): ProgressFieldsFragment {
  if (payload.content) return payload.content
  throw new CommandError(ExitCode.apiError, 'The gateway answered without the content.', {
    hint: '`orion content list` shows where it stands.',
  })
}

/**
 * Reports what was done to a content, after waiting for what comes of it when that is asked for.
 * Throws when the content that was waited for failed.
 */
export async function reportChange(app: App, change: ContentChange): Promise<void> {
  const { output } = app
  const { content, sentence, extra = {}, next } = change
  let ending: Ending | undefined
  if (change.wait) {
    output.remark(sentence)
    ending = await waitForReview(app, content.id, content.updatedAt)
  }
  const latest = ending?.snapshot.content ?? content
  const facts: Fact[] = [
    ['id', latest.id],
    ['title', latest.title],
    ['status', latest.status],
    ['openGate', latest.openGate?.stage],
    ...Object.entries(extra),
    ...(ending ? [['outcome', ending.outcome] as const] : []),
  ]
  output.record({
    json: { ...latest, ...extra, ...(ending ? { outcome: ending.outcome } : {}) },
    facts,
    show: () => (ending ? [] : [clean(sentence)]),
  })
  if (!ending) {
    if (next) output.remark(next)
    return
  }
  throwUnwanted(ending, 'review')
  remarkEnding(output, ending)
}
