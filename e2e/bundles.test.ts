import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildCli } from '../cli/build.ts'
import { bundle } from '../scripts/bundle.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orion-bundle-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

it('tells an error of a built service by the places in its sources', async () => {
  const { stdout } = await run('subgraphs/pulse/dist/main.js')
  const { err } = JSON.parse(stdout)
  expect(err.stack).toMatch(/at readConfiguration \(\S+\/common\/src\/configuration\.ts:\d+:\d+\)/)
  expect(err.stack).toMatch(/at runService \(\S+\/common\/src\/service\/run-service\.ts:\d+:\d+\)/)
})

it('has the gateway and the services load the clients of S3 as packages, whose exports a bundle would lose', async () => {
  for (const room of ['supergraph', 'common']) {
    const names = (await readdir(`${room}/dist`)).filter(name => name.endsWith('.js'))
    const texts = await Promise.all(names.map(name => readFile(join(room, 'dist', name), 'utf8')))
    expect(texts.some(text => text.includes('import("@aws-sdk/client-s3")'))).toBe(true)
  }
})

it('replaces the command in one step, so that one that starts meanwhile reads the old or the new one whole', async () => {
  const outdir = join(folder, 'cli')
  const command = join(outdir, 'orion.js')
  await buildCli(outdir)
  const old = await open(command)
  const text = await readFile(command, 'utf8')
  await buildCli(outdir)
  expect(await old.readFile('utf8')).toBe(text)
  expect((await old.stat()).ino).not.toBe((await stat(command)).ino)
  await old.close()
  expect((await stat(command)).mode & 0o777).toBe(0o755)
  const { stdout } = await promisify(execFile)(command, ['--version'])
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/)
})

it('tells places in packages by their lines, and in what follows them exactly', async () => {
  await write('node_modules/breaks/index.js', [
    '// Calls back, twice on one line.',
    'module.exports = function breaks(work) {',
    '  if (work.length > 3) throw new Error("never"); else return [work(1), work(2)]',
    '}',
  ])
  await write('program.ts', [
    "import breaks from 'breaks'",
    'const fail = (times: number): number => {',
    '  if (times > 1) throw new RangeError("twice")',
    '  return times',
    '}',
    'export default breaks(fail)',
  ])
  await bundle({
    entryPoints: [{ in: join(folder, 'program.ts'), out: 'program' }],
    outdir: join(folder, 'dist'),
  })
  const { stderr } = await run(join(folder, 'dist/program.js'))
  expect(stderr).toContain('RangeError: twice')
  expect(stderr).toContain(`at fail (${folder}/program.ts:3:24)`)
  expect(stderr).toMatch(new RegExp(`at breaks \\(${folder}/node_modules/breaks/index.js:3:\\d+\\)`))
  expect(stderr).toContain(`(${folder}/program.ts:6:16)`)
  const map = await readFile(join(folder, 'dist/program.js.map'), 'utf8')
  expect(JSON.parse(map).sources).toHaveLength(2)
})

async function write(path: string, lines: string[]): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), lines.join('\n'))
}

/** Runs a program that is to fail. */
async function run(program: string): Promise<{ stdout: string; stderr: string }> {
  const outcome = promisify(execFile)(process.execPath, ['--enable-source-maps', program], { env: {} })
  return outcome.then(
    () => Promise.reject(new Error(`${program} did not fail.`)),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ stdout, stderr }),
  )
}
