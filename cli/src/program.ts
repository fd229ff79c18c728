import { Builtins, Cli } from 'clipanion'
import { AuthLoginCommand } from './commands/auth/login.ts'
import { AuthLogoutCommand } from './commands/auth/logout.ts'
import { AuthWhoamiCommand } from './commands/auth/whoami.ts'
import { CompletionCommand } from './commands/completion.ts'
import { ContentApproveCommand } from './commands/content/approve.ts'
import { ContentCancelCommand } from './commands/content/cancel.ts'
import { ContentDownloadCommand } from './commands/content/download.ts'
import { ContentGenerateCommand } from './commands/content/generate.ts'
import { ContentListCommand } from './commands/content/list.ts'
import { ContentRegenerateCommand } from './commands/content/regenerate.ts'
import { ContentRejectCommand } from './commands/content/reject.ts'
import { ContentRetryCommand } from './commands/content/retry.ts'
import { ContentViewCommand } from './commands/content/view.ts'
import { HelpCommand } from './commands/help.ts'
import { NotificationsListCommand } from './commands/notifications/list.ts'
import { NotificationsReadCommand } from './commands/notifications/read.ts'
import { PipelineWatchCommand } from './commands/pipeline/watch.ts'
import { ScoutListTrendsCommand } from './commands/scout/list-trends.ts'
import { ScoutTriggerCommand } from './commands/scout/trigger.ts'
import { ScoutViewTrendCommand } from './commands/scout/view-trend.ts'
import { SystemDeadLettersCommand } from './commands/system/dead-letters.ts'
import { SystemHealthCommand } from './commands/system/health.ts'
import { SystemReplayDeadLetterCommand } from './commands/system/replay-dead-letter.ts'
import type { OrionContext } from './context.ts'
import { terminalOf } from './output/terminal.ts'
import { version } from './version.ts'

/** Every command, in the order in which help lists them. */
const commands = [
  AuthLoginCommand,
  AuthLogoutCommand,
  AuthWhoamiCommand,
  SystemHealthCommand,
  SystemDeadLettersCommand,
  SystemReplayDeadLetterCommand,
  ScoutTriggerCommand,
  ScoutListTrendsCommand,
  ScoutViewTrendCommand,
  ContentGenerateCommand,
  ContentListCommand,
  ContentViewCommand,
  ContentApproveCommand,
  ContentRejectCommand,
  ContentRegenerateCommand,
  ContentRetryCommand,
  ContentCancelCommand,
  ContentDownloadCommand,
  PipelineWatchCommand,
  NotificationsListCommand,
  NotificationsReadCommand,
  CompletionCommand,
  HelpCommand,
  Builtins.VersionCommand,
]

/** The command `orion`, ready to take a command line. */
export function createProgram(context: OrionContext): Cli<OrionContext> {
  return Cli.from<OrionContext>(commands, {
    binaryLabel: 'Orion',
    binaryName: 'orion',
    binaryVersion: version,
    enableColors: terminalOf(context.stdout, context.env).hasColour,
  })
}
