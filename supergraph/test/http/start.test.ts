import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOM } from '../../src/room.ts'
import { compose } from '../support/supergraph.ts'

/** The gateway's sources as a clone has them after `npm ci`, with nothing built. */
let clone: string

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'orion-clone-'))
  const root = join(ROOM, '..')
  for (const path of [
    'package.json',
    'package-lock.json',
    'common/src',
    'scripts/bundle.ts',
    'scripts/thin-source-map.ts',
    ...['package.json', 'build.ts', 'start.mjs', 'src'].map(inRoom),
  ])
    await cp(join(root, path), join(clone, path), { recursive: true })
  for (const path of ['node_modules', inRoom('node_modules')])
    await symlink(join(root, path), join(clone, path))
})

afterAll(() => rm(clone, { recursive: true, force: true }))

it('builds itself once, also when two start at the same time', async () => {
  const outputs = await Promise.all([help(), help()])
  for (const output of outputs) expect(output).toContain('npm run gateway -- --supergraph FILE')
  expect((await readdir(join(clone, inRoom('dist')))).filter(name => name.includes('partial'))).toEqual([])
  const builtAt = await bundledAt()
  await help()
  expect(await bundledAt()).toBe(builtAt)
})

it('builds itself again when a source file changed', async () => {
  const file = join(clone, inRoom('src/command-line.ts'))
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('any supergraph, with', 'ANY supergraph, with'),
  )
  expect(await help()).toContain('ANY supergraph, with')
})

it('ends with the npm that runs it, and leaves nothing behind', async () => {
  const { child, ended, url } = await serve('npm', 'run', 'gateway', '--')
  expect((await fetch(`${url}/health`)).status).toBe(200)
  child.kill('SIGTERM')
  await ended
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed')
})

it('stops in order when its terminal is closed', async () => {
  const { child, ended } = await serve(process.execPath, inRoom('start.mjs'))
  child.kill('SIGHUP')
  expect(await ended).toEqual([0, null])
})

/** Serves a supergraph with a command, and waits until it is ready. */
async function serve(command: string, ...beginning: string[]) {
  const supergraph = join(clone, 'supergraph.graphql')
  await writeFile(supergraph, compose({ a: { sdl: 'type Query { ok: Boolean }' } }))
  const child = spawn(command, [...beginning, '--supergraph', supergraph, '--port', '0'], { cwd: clone })
  const ended = once(child, 'close')
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      output += chunk
      const ready = /"url":"([^"]+)"/.exec(output)
      if (ready?.[1]) resolve(ready[1])
    })
    void ended.then(() => reject(new Error(output)))
  })
  return { child, ended, url }
}

function inRoom(path: string): string {
  return `supergraph/${path}`
}

async function bundledAt(): Promise<number> {
  return (await stat(join(clone, inRoom('dist/main.js')))).mtimeMs
}

async function help(): Promise<string> {
  const child = spawn(process.execPath, [join(clone, inRoom('start.mjs')), '--help'])
  let output = ''
  child.stdout.on('data', chunk => (output += chunk))
  child.stderr.on('data', chunk => (output += chunk))
  await new Promise(resolve => child.on('close', resolve))
  return output
}
