import { Command, Option } from 'clipanion'
import { type App, openApp } from '../app.ts'
import type { OrionContext } from '../context.ts'
import { ExitCode } from '../exit-codes.ts'
import { reportError } from '../report-error.ts'

/** What every command shares: the global options, and an orderly end. */
export abstract class OrionCommand extends Command<OrionContext> {
  format = Option.String('--format', {
    description: 'How to print: table (default), json, or plain (tab-separated, no header)',
  })
  gateway = Option.String('--gateway', {
    description: 'Address of the gateway (default http://127.0.0.1:8000)',
  })
  profile = Option.String('--profile', { description: 'Whose session and configuration to use' })
  apiKeyFile = Option.String('--api-key-file', {
    description: 'File with an API key to use instead of the session (or ORION_API_KEY)',
  })
  quiet = Option.Boolean('-q,--quiet', false, { description: 'Print results and errors only, no remarks' })

  /** Does the command's work. Whatever it throws becomes a message and an exit code. */
  protected abstract perform(app: App): Promise<void>

  async execute(): Promise<ExitCode> {
    try {
      const app = await openApp(this.context, this)
      await this.perform(app)
      return warnOfMissing(app) ? ExitCode.apiError : ExitCode.ok
    } catch (error) {
      return reportError(error, this.context)
    }
  }
}

/** Tells what parts of the system had nothing to say; true when there were any. */
function warnOfMissing({ api, output }: App): boolean {
  const faults = new Set(api.missing.map(({ path, message }) => `${path.join('.')}: ${message}`))
  for (const fault of faults) output.warn(`Something is missing here: ${fault}`)
  return faults.size > 0
}
