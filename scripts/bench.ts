import { describeError } from '@orion/common'

/**
 * `npm run bench [-- NAME ...]`: measures what is promised, each figure beside its limit or a peer of the same run.
 * Each benchmark is a file of bench/ that exports `run`.
 */
const known = ['main-job', 'trend-scoring', 'gateway', 'live', 'protection', 'auth', 'identity']
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`orion: there is no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.\n`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : known) {
  process.stdout.write(`\n# ${name}\n`)
  try {
    const { run } = (await import(`../bench/${name}.ts`)) as { run: () => Promise<unknown> }
    await run()
  } catch (error) {
    process.stdout.write(`failed: ${describeError(error)}\n`)
    process.exitCode = 1
  }
}
