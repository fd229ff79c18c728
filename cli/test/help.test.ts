import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { exitCodeMeanings } from '../src/exit-codes.ts'
import { createOrion, type Orion } from './orion.ts'
import { type OrionServer, startOrionServer } from './server/orion-server.ts'

let server: OrionServer
let orion: Orion
let commands: string[]

beforeAll(async () => {
  server = await startOrionServer()
  orion = await createOrion(server)
  const { stdout } = await orion.run(['--help'])
  commands = [...stdout.matchAll(/^ {2}((?:auth|system|scout|content|pipeline) [a-z-]+) {2,}\S/gm)].map(
    ([, name]) => name ?? '',
  )
})
afterAll(async () => {
  await orion.remove()
  await server.stop()
})

it('lists all commands and every exit code', async () => {
  const { stdout, code } = await orion.run(['--help'])
  expect(code).toBe(0)
  expect(commands).toHaveLength(19)
  for (const [exitCode, meaning] of exitCodeMeanings) expect(stdout).toContain(`${exitCode}  ${meaning}`)
  expect((await orion.run([])).stdout).toBe(stdout)
})

it('explains every command with at least one example', async () => {
  const helps = await Promise.all(commands.map(name => orion.run([...name.split(' '), '--help'])))
  for (const { stdout, code } of helps) {
    expect(code).toBe(0)
    expect(stdout).toMatch(/Examples\n {2}# .+\n {2}.*orion /)
    expect(stdout).toContain('--format FORMAT')
  }
})

it('lists the commands of a group', async () => {
  const { stdout, code } = await orion.run(['content', '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('content approve')
  expect(stdout).not.toContain('auth login')
})

it('tells its version', async () => {
  expect(await orion.run(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n` })
})

it('completes commands, options and formats in bash', async () => {
  const { stdout } = await orion.run(['completion', 'bash'])
  const complete = (words: string[]) => {
    const script = `${stdout}
COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_orion; printf '%s\\n' "\${COMPREPLY[@]}"`
    return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split('\n')
  }
  expect(complete(['orion', 'co'])).toEqual(['content', 'completion'])
  expect(complete(['orion', 'content', 're'])).toEqual(['reject', 'regenerate', 'retry'])
  expect(complete(['orion', 'content', 'approve', '--pub'])).toEqual(['--publish-at'])
  expect(complete(['orion', 'content', 'list', '--format', 'j'])).toEqual(['json'])
})

it('prints completions for zsh and fish too', async () => {
  expect((await orion.run(['completion', 'zsh'])).stdout).toContain('bashcompinit')
  expect((await orion.run(['completion', 'fish'])).stdout).toContain(
    "-a approve -d 'Approve the gate a content waits at'",
  )
})
