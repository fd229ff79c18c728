import { type ParseArgsConfig, parseArgs } from 'node:util'
import { describeError, OrionError } from '@orion/common'

/** Options that every command which starts the system has. */
export const systemOptions = {
  ports: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The options a command was given. @throws OrionError that says which of them does not fit, and where to read on. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: T,
) {
  try {
    return parseArgs({ args, options }).values
  } catch (cause) {
    throw wrongUsage(command, describeError(cause))
  }
}

/** Whether free ports are wanted. @throws OrionError when `--ports` says something else. */
export function wantsFreePorts(command: string, ports: string | undefined): boolean {
  if (ports !== undefined && ports !== 'auto')
    throw wrongUsage(command, `--ports is "${ports}"; it can only be auto.`)
  return ports === 'auto'
}

/** What is wrong with a command line, for its user. */
export const wrongUsage = (command: string, message: string) =>
  new OrionError(`${message}\nSee "${command} -- --help".`, { code: 'USAGE', status: 400 })
