import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { OrionError } from '@orion/common'

/** A process of the system. */
export interface SystemProcess {
  name: string
  pid: number
  url: string
  /** Where it writes its log. */
  logFile: string
  /** Resolves when it answers /ready (or `readyPath`) with 200. @throws OrionError with the end of its log when it does not. */
  ready(): Promise<void>
  /** Resolves when it has ended, to `true` when `stop` or `kill` told it to. */
  ended: Promise<boolean>
  /** Ends it in order; SIGKILL after 15 s. */
  stop(): Promise<void>
  /** Ends it at once. */
  kill(): Promise<void>
}

const READY_MS = 60_000
const STOP_MS = 15_000

/** Starts a process of the system; it ends when this process does. */
export function startProcess(options: {
  name: string
  args: string[]
  cwd?: string
  environment: NodeJS.ProcessEnv
  url: string
  readyPath?: string
  logFile: string
}): SystemProcess {
  const { name, logFile, url } = options
  const log = createWriteStream(logFile, { flags: 'a' })
  const child = spawn(
    process.execPath,
    ['--import', new URL('../exit-with-parent.mjs', import.meta.url).href, ...options.args],
    {
      cwd: options.cwd,
      env: { ...inheritedEnvironment(), ...options.environment, ORION_LAUNCHER_PID: String(process.pid) },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // a Ctrl-C in the terminal reaches the launcher alone, which then stops everything in order
    },
  )
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  child.stdin?.on('error', () => {})
  let isTold = false
  const ended = new Promise<boolean>(resolve => child.once('exit', () => resolve(isTold)))

  return {
    name,
    pid: child.pid ?? 0,
    url,
    logFile,
    ended,
    async ready() {
      const deadline = Date.now() + READY_MS
      while (Date.now() < deadline && !hasEnded(child)) {
        const answer = await fetch(`${url}${options.readyPath ?? '/ready'}`, {
          signal: AbortSignal.timeout(3000),
          redirect: 'manual',
        }).catch(() => null)
        if (answer && answer.status < 400) return
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      const tail = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-8).join('\n')
      throw new OrionError(
        `${name} did not come up${hasEnded(child) ? ` (it ended with code ${child.exitCode})` : ''}; the end of ${logFile}:\n${tail}`,
        {
          code: 'START',
        },
      )
    },
    async stop() {
      isTold = true
      if (hasEnded(child)) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(timer)
    },
    async kill() {
      isTold = true
      child.kill('SIGKILL')
      await ended
    },
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** What a process needs of this one's environment; nothing else of it is passed on, settings of Orion aside. */
function inheritedEnvironment(): NodeJS.ProcessEnv {
  const names =
    /^(PATH|HOME|TMPDIR|LANG|LC_.*|TZ|NODE_EXTRA_CA_CERTS|LOG_LEVEL|(ORION|SCOUT|DIRECTOR|MEDIA|EDITOR|PULSE|PUBLISHER|IDENTITY|FILES|S3)_.*)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)))
}
