import { findCommand, findGroup, renderCommandHelp, renderCommands } from './commands/help.ts'
import type { OrionContext } from './context.ts'
import { UsageError } from './errors.ts'
import { ExitCode } from './exit-codes.ts'
import { painterFor } from './output/paint.ts'
import { terminalOf } from './output/terminal.ts'
import { createProgram } from './program.ts'
import { reportError } from './report-error.ts'
import { asUsageError } from './syntax-error.ts'

/** Runs one command line to its end, and gives the exit code. Never throws. */
export async function run(args: string[], context: OrionContext): Promise<number> {
  const program = createProgram(context)
  try {
    const words = commandWords(args)
    const [group] = words
    if (group !== undefined) {
      const command = findCommand(program, words)
      const members = findGroup(program, group)
      const isHelpAsked = args.includes('--help') || args.includes('-h')
      if (isHelpAsked && (command || members.length > 0)) {
        const paint = painterFor(terminalOf(context.stdout, context.env).hasColour)
        const help = command
          ? renderCommandHelp(command, paint)
          : `${[`Commands of orion ${group}:`, '', ...renderCommands(members), '', 'Add --help to one of them.'].join('\n')}\n`
        context.stdout.write(help)
        return ExitCode.ok
      }
      if (!command && group !== 'help') throw unknownCommand(words, renderCommands(members))
    }
    return (await program.run(program.process(args, context), context)) ?? ExitCode.ok
  } catch (error) {
    return reportError(asUsageError(error), context)
  }
}

/** The words in front of the first option, behind the global options that may stand before the command. */
function commandWords(args: readonly string[]): string[] {
  const rest = [...args]
  while (rest[0]?.startsWith('-')) {
    const [option = ''] = rest.splice(0, 1)
    if (['--format', '--gateway', '--profile'].includes(option)) rest.splice(0, 1)
  }
  const end = rest.findIndex(word => word.startsWith('-'))
  return end < 0 ? rest : rest.slice(0, end)
}

function unknownCommand(words: readonly string[], near: readonly string[]): UsageError {
  const name = near.length > 0 ? words.slice(0, 2).join(' ') : words[0]
  if (near.length > 0 && words.length === 1)
    return new UsageError(`orion ${name} is not complete. There are:\n${near.join('\n')}`)
  return new UsageError(
    [`There is no command \`orion ${name}\`.`, ...(near.length > 0 ? ['There are:', ...near] : [])].join(
      '\n',
    ),
    '`orion --help` lists all commands.',
  )
}
