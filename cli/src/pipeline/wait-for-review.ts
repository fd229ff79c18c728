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
  const { id, title } = snapshot.content
  const what = outcome === 'failed' ? 'failed' : `was ${outcome}`
  throw new CommandError(ExitCode.apiError, `“${title}” (${id}) ${what}: ${reason}`, {
    hint: wayOnFrom(snapshot),
  })
}

/** What can be done about a content that did not come to its aim. */
function wayOnFrom({ content: { id, status } }: Ending['snapshot']): string {
  if (status === 'FAILED') return `\`orion content retry ${id}\` starts again at the stage that failed.`
  if (status === 'REJECTED') return `\`orion content regenerate ${id} --feedback TEXT\` makes it again.`
  return `\`orion content view ${id}\` shows what became of it.`
}

function progressDisplay({ context, output, api }: App): Display {
  if (output.quiet) return silentDisplay
  if (output.errorTerminal.isTerminal) return createLiveDisplay(context.stderr, context.env, api, true)
  return createLineDisplay(context.stderr, output, { format: 'table', withProgress: false })
}
