import type { OrionContext } from './context.ts'
import { CommandError, InterruptedError } from './errors.ts'
import { ExitCode } from './exit-codes.ts'
import { painterFor } from './output/paint.ts'
import { terminalOf } from './output/terminal.ts'
import { clean } from './output/text.ts'

/** Says on standard error why a command ended, and gives the exit code for it. Ctrl-C needs no words. */
export function reportError(error: unknown, context: OrionContext): ExitCode {
  if (context.signal.aborted)
    return context.signal.reason === 'SIGTERM' ? ExitCode.terminated : ExitCode.interrupted
  if (error instanceof InterruptedError) return error.exitCode
  const paint = painterFor(terminalOf(context.stderr, context.env).hasColour)
  if (error instanceof CommandError) {
    context.stderr.write(`${paint('error:', 'red')} ${clean(error.message)}\n`)
    if (error.hint) context.stderr.write(`${clean(error.hint)}\n`)
    return error.exitCode
  }
  context.stderr.write(
    `${paint('error:', 'red')} ${clean(error instanceof Error ? error.message : String(error))}\n`,
  )
  if (context.env.ORION_DEBUG && error instanceof Error) context.stderr.write(`${clean(error.stack ?? '')}\n`)
  else context.stderr.write('Nobody expected this error. ORION_DEBUG=1 shows where it comes from.\n')
  return ExitCode.apiError
}
