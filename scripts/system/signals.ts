import { describeError, OrionError } from '@orion/common'

const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/** Why a process that was told to end does so. */
class ToldToEnd extends Error {
  constructor(readonly exitCode: number) {
    super('Orion was told to end.')
  }
}

/**
 * Says that Orion stops and is aborted when this process is told to end: by Ctrl-C, SIGTERM or a terminal that closes. A second
 * signal changes nothing.
 */
export function toldToEnd(): AbortSignal {
  const told = new AbortController()
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (told.signal.aborted) return
      process.stderr.write('\nOrion stops …\n')
      told.abort(new ToldToEnd(exitCode))
    })
  }
  return told.signal
}

/** Rejects with the signal's reason once it is aborted; resolves never. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}

/** Ends this process for what its work threw: as the signal ends it, with 2 after a wrong command line, with 1 otherwise. */
export function endWith(error: unknown): never {
  if (error instanceof ToldToEnd) process.exit(error.exitCode)
  process.stderr.write(`orion: ${describeError(error)}\n`)
  process.exit(error instanceof OrionError && error.code === 'USAGE' ? 2 : 1)
}
