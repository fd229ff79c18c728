import { CommandError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'

const passing: readonly ExitCode[] = [ExitCode.unreachable, ExitCode.rateLimited, ExitCode.apiError]

/** True for an error that may be over in a moment, such as a service that is starting again. */
export function isPassing(error: unknown): boolean {
  return error instanceof CommandError && passing.includes(error.exitCode)
}
