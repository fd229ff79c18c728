import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCli } from '../build.ts'
import type { OrionServer } from './server/orion-server.ts'
import { users } from './server/sessions.ts'

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunOptions {
  input?: string
  env?: Record<string, string>
}

/** A command that is still running. */
export interface Running {
  process: ChildProcess
  /** What it has written so far. */
  stdout(): string
  stderr(): string
  finished: Promise<Finished>
}

/** The command `orion` as a user has it: the bundle in a process, with a home of its own. */
export interface Orion {
  configDir: string
  bundle: string
  environment: Record<string, string>
  run(args: string[], options?: RunOptions): Promise<Finished>
  start(args: string[], options?: RunOptions): Running
  /** Signs a user of the test server in. */
  signIn(username?: 'admin' | 'editor' | 'viewer', args?: string[]): Promise<void>
  remove(): Promise<void>
}

/** Bundles the command and gives it an empty home. Its gateway is the server. */
export async function createOrion(server: OrionServer): Promise<Orion> {
  const home = await mkdtemp(join(tmpdir(), 'orion-cli-'))
  const outdir = join(tmpdir(), `orion-cli-bundle-${process.pid}`)
  const bundle = join(outdir, 'orion.js')
  if (!existsSync(bundle)) await buildCli(outdir)
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    ORION_GATEWAY_URL: server.url,
  }

  function start(args: string[], { input, env }: RunOptions = {}): Running {
    const child = spawn(process.execPath, [bundle, ...args], {
      env: { ...environment, ...env },
      stdio: 'pipe',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.stdin.end(input ?? '')
    const finished = new Promise<Finished>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', code => resolve({ code, stdout, stderr }))
    })
    return { process: child, stdout: () => stdout, stderr: () => stderr, finished }
  }
  const run = (args: string[], options?: RunOptions) => start(args, options).finished

  return {
    configDir: join(home, '.config', 'orion'),
    bundle,
    environment,
    run,
    start,
    async signIn(username = 'editor', args = []) {
      const user = users.find(user => user.username === username)
      const result = await run(['auth', 'login', '--user', username, '--password-stdin', ...args], {
        input: `${user?.password}\n`,
      })
      if (result.code !== 0) throw new Error(`Signing in failed: ${result.stderr}`)
    },
    remove: async () => {
      await rm(home, { recursive: true, force: true })
      await rm(outdir, { recursive: true, force: true })
    },
  }
}

/** Waits until something holds, and gives it. */
export async function eventually<Value>(probe: () => Value | undefined | null | false): Promise<Value> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const value = probe()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`Waited 15 s in vain for ${probe}`)
    await new Promise(resolve => setTimeout(resolve, 15))
  }
}
