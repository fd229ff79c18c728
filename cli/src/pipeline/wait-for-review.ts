import type { App } from '../app.ts'
import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { type Display, silentDisplay } from './display.ts'
import { type Ending, follow } from './follow.ts'
import { createLineDisplay } from './line-display.ts'
import { createLiveDisplay } from './live-display.ts'
import { isWanted, type Until } from './outcome.ts'

/**
 * Waits until the content needs a person or has come to its end, and shows its way there on standard error, so
 * that standard output holds the result alone.
 *
 * @param since the moment from which on events are shown, ISO 8601
 */
export async function waitForReview(app: App, contentId: string, since: string): Promise<Ending> {
  return follow(app, { contentId, until: 'review', since, display: progressDisplay(app) })
}

/** Throws when the content did not come to where it was waited for; says what to do about it. */
export function throwUnwanted({ outcome, reason, snapshot }: Ending, until: Until): void {
  if (isWanted(outcome, until)) return
  const { id, title, status } = snapshot.content
  const hints: Record<Ending['outcome'], string> = {
    failed:
      status === 'APPROVED'
        ? `\`orion content view ${id}\` shows its publications.`
        : `\`orion content retry ${id}\` starts again at the stage that failed.`,
    rejected: `\`orion content regenerate ${id} --feedback TEXT\` makes it again.`,
    cancelled: `\`orion content retry ${id}\` starts again.`,
    published: '',
    review: '',
  }
  throw new CommandError(
    ExitCode.apiError,
    `“${title}” (${id}) ${outcome === 'failed' ? 'failed' : `was ${outcome}`}: ${reason}`,
    { hint: hints[outcome] },
  )
}

function progressDisplay({ context, output, api }: App): Display {
  if (output.quiet) return silentDisplay
  if (output.errorTerminal.isTerminal) return createLiveDisplay(context.stderr, context.env, api, true)
  return createLineDisplay(context.stderr, output, { format: 'table', withProgress: false })
}
