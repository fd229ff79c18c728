#!/usr/bin/env node
import { run } from './run.ts'
import { hasCode } from './system-error.ts'

const interruption = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => {
    interruption.abort(name)
    // A second signal ends what does not end by itself.
    process.once(name, () => process.exit(name === 'SIGINT' ? 130 : 143))
  })

// Whoever reads the output may stop early, as `head` does: then there is nothing more to say.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', error => {
    if (hasCode(error, 'EPIPE')) process.exit(0)
    throw error
  })

const exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  colorDepth: 1,
  signal: interruption.signal,
})

// A connection whose other side is gone would keep the process for half a minute: end once all is written.
process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)))
