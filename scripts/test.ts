import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * `npm test`: everything that must hold, in the order in which it fails fastest: types, lint, rules, schema composition, then
 * the tests. With arguments, only the tests, and only those the arguments name (as vitest takes them).
 * The last line is `N passed, N failed`.
 */
const filters = process.argv.slice(2)
let passed = 0
let failed = 0

if (filters.length === 0) {
  const code = await run(['--import', 'tsx', 'scripts/check.ts'])
  if (code === 0) passed++
  else failed++
}
await runTests()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)

async function runTests(): Promise<void> {
  const report = join(tmpdir(), `orion-test-report-${process.pid}.json`)
  const code = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ])
  const summary = z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numFailedTestSuites: z.number(),
  })
  const result = await readFile(report, 'utf8').then(
    text => summary.parse(JSON.parse(text)),
    () => null,
  )
  await rm(report, { force: true })
  passed += result?.numPassedTests ?? 0
  failed += result?.numFailedTests ?? 0
  // A file that cannot be loaded fails without a failed test; so does a runner that ended without a report.
  if (code !== 0 && (result?.numFailedTests ?? 0) === 0)
    failed += Math.max(1, result?.numFailedTestSuites ?? 1)
}

function run(args: string[]): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('exit', code => resolve(code ?? 1))
  })
}
