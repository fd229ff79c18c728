import { spawn } from 'node:child_process'

/** `npm run check`: what can be told without running the system. Every check runs; the exit code is 1 when one fails. */
const checks: { name: string; args: string[] }[] = [
  { name: 'supergraph is composed', args: ['--import', 'tsx', 'supergraph/src/compose/main.ts', '--check'] },
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--diagnostic-level=error', '.'],
  },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'] },
  {
    name: 'types of the dashboard',
    args: ['node_modules/typescript/bin/tsc', '-p', 'dashboard', '--noEmit'],
  },
  {
    name: 'imports between rooms',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'common',
      'subgraphs',
      'supergraph',
      'cli',
      'dashboard',
      'scripts',
      'e2e',
      'bench',
    ],
  },
  { name: 'documents are up to date', args: ['--import', 'tsx', 'scripts/docs.ts', '--check'] },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js', '--treat-config-hints-as-errors'] },
]

/** How many run at the same time: each keeps one core busy. */
const AT_ONCE = 2

let failures = 0
const waiting = checks.entries()
const results = new Map<number, { name: string; code: number; output: string }>()
let told = 0
await Promise.all(Array.from({ length: AT_ONCE }, runNext))
process.exit(failures > 0 ? 1 : 0)

/** Runs those that nobody runs yet, and tells what came of them in their order. */
async function runNext(): Promise<void> {
  for (const [at, { name, args }] of waiting) {
    results.set(at, { name, ...(await run(args)) })
    for (let result = results.get(told); result; result = results.get(++told)) tell(result)
  }
}

function tell({ name, code, output }: { name: string; code: number; output: string }): void {
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}\n`)
  if (code === 0) return
  process.stdout.write(`${output}\n`)
  failures++
}

function run(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', text => (output += text))
    child.stderr.on('data', text => (output += text))
    child.on('exit', code => resolve({ code: code ?? 1, output }))
  })
}
