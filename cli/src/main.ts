#!/usr/bin/env node
import { ExitCode } from './exit-codes.ts'
import { run } from './run.ts'
import { hasCode } from './system-error.ts'

const interruption = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => {
    interruption.abort(name)
    // A second signal ends what does not end by itself.
    process.once(name, () => process.exit(name === 'SIGINT' ? 130 : 143))
  })

/**
 * Ends the command since its output cannot be written. Whoever reads it may stop early, as `head` does: then there is nothing more
 * to say. A full disk loses what was asked for.
 */
function endUnwritten(error: Error): never {
  if (hasCode(error, 'EPIPE')) process.exit(ExitCode.ok)
  process.stderr.write(`error: The output cannot be written: ${error.message}\n`)
  process.exit(ExitCode.apiError)
}
process.stdout.on('error', endUnwritten)
process.stderr.on('error', error => process.exit(hasCode(error, 'EPIPE') ? ExitCode.ok : ExitCode.apiError))

const exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  colorDepth: 1,
  signal: interruption.signal,
})

// A connection whose other side is gone would keep the process for half a minute: end once all is written.
process.stdout.write('', error => {
  if (error) endUnwritten(error)
  process.stderr.write('', () => process.exit(exitCode))
})
