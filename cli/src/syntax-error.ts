import { shortUsage } from './commands/help.ts'
import { UsageError } from './errors.ts'

/**
 * The usage error for a command line that clipanion could not understand, in a form of our own: what is wrong
 * first, how the command is used below. Other errors are given back as they are.
 */
export function asUsageError(error: unknown): unknown {
  if (!(error instanceof Error) || !('clipanion' in error)) return error
  const [problem = '', ...rest] = error.message
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('While running'))
  const usages = rest.map(line => `  ${shortUsage(line.replace(/^(\$|\d+\.) /, ''))}`)
  return new UsageError(
    [inOurWords(problem), ...new Set(usages)].join('\n'),
    'Add --help for its options and examples.',
  )
}

function inOurWords(problem: string): string {
  return problem
    .replace(/^Not enough positional arguments\.$/, 'An argument is missing.')
    .replace(/^Extraneous positional argument \("(.*)"\)\.$/, 'This is one argument too many: `$1`.')
    .replace(/^Unsupported option name \("(.*)"\)\.$/, 'There is no option `$1` here.')
    .replace(/^Not enough arguments to option (.*)\.$/, 'The option $1 needs a value.')
}
