/** What the command's exit code tells. Stable: scripts may rely on them. */
export const ExitCode = {
  ok: 0,
  apiError: 1,
  usage: 2,
  unreachable: 3,
  auth: 4,
  notFound: 5,
  conflict: 6,
  rateLimited: 7,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** One line for each code, as `orion --help` shows them. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [ExitCode.ok, 'It worked.'],
  [ExitCode.apiError, 'Orion answered with an error, or what was waited for ended badly.'],
  [ExitCode.usage, 'The command, an option or the configuration is wrong.'],
  [ExitCode.unreachable, 'The gateway does not answer.'],
  [ExitCode.auth, 'Not signed in, or not allowed.'],
  [ExitCode.notFound, 'There is no such thing, or it is not yours to see.'],
  [ExitCode.conflict, 'The input is invalid, or the thing is not in a state that allows it.'],
  [ExitCode.rateLimited, 'Too many requests; the message says when to try again.'],
  [ExitCode.interrupted, 'Interrupted with Ctrl-C.'],
]
